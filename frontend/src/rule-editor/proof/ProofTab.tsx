import type { DraftOut } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import { factCatalogue } from '@caseway/rule-sets';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../../api/client.ts';
import type { PanelProps } from '../panel-props.ts';
import { ProofPanel } from './ProofPanel.tsx';

/** Loads the forms of the rule set for the panel, where no host has them at hand. */
export function ProofTab(props: Omit<PanelProps, 'forms' | 'facts' | 'labels'>) {
  const { form, alsoForms } = props.ruleSet;
  const keys = [...new Set([form, ...(Array.isArray(alsoForms) ? alsoForms : [])])].filter(Boolean);
  const forms = useQueries({
    queries: keys.map((key) => ({
      queryKey: ['draft', 'forms', key, 'content'],
      retry: false,
      queryFn: async () => (await get<DraftOut>(`/forms/${key}/draft`)).content as object as FormDefinition,
    })),
    combine: (all) => ({
      pending: all.some(({ isPending }) => isPending),
      loaded: all.flatMap(({ data }) => data ?? []),
    }),
  });
  // The same list for the same forms: a new one would begin a new proof.
  const known = JSON.stringify(forms.loaded.map(({ key }) => key));
  // biome-ignore lint/correctness/useExhaustiveDependencies: by key, not by list
  const loaded = useMemo(() => forms.loaded, [known]);
  const facts = useMemo(() => factCatalogue(loaded, props.ruleSet.kind), [loaded, props.ruleSet.kind]);
  if (forms.pending) return null;
  return <ProofPanel {...props} forms={loaded} facts={facts} labels={{}} />;
}
