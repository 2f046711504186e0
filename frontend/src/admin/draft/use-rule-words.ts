import type { ConfigKind, DocumentSummary } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import type { Labels } from '@caseway/rule-sets';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../../api/client.ts';
import { publishedForm } from '../../common/published-form.ts';
import { useScopes } from '../../common/session.tsx';
import type { Content } from './draft-sync.ts';

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** The forms that a rule set reads and the names of paths and places, for words about its changes. */
export function useRuleWords(kind: ConfigKind, content: Content): { forms: FormDefinition[]; labels: Labels } {
  const enabled = kind === 'rule-sets';
  const keys = enabled ? [...new Set([...texts([content.form]), ...texts(content.alsoForms)])] : [];
  const forms = useQueries({
    queries: keys.map((key) => ({ ...publishedForm(key), staleTime: 60_000 })),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
  const paths = useQuery({
    queryKey: ['documents', 'paths'],
    enabled,
    queryFn: () => get<{ items: DocumentSummary[] }>('/paths'),
  });
  const { scopes } = useScopes();
  const labels = useMemo<Labels>(() => {
    const places = Object.fromEntries(scopes.map(({ key, title }) => [key, title]));
    const items = paths.data?.items ?? [];
    return { township: places, place: places, path: Object.fromEntries(items.map(({ key, title }) => [key, title])) };
  }, [scopes, paths.data]);
  return useMemo(() => ({ forms, labels }), [forms, labels]);
}
