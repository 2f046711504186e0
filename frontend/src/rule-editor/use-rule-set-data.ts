import type { DocumentSummary } from '@caseway/backend/contract';
import type { FormDefinition, LocalizedText } from '@caseway/form-schemas';
import { isJsonObject, type Labels } from '@caseway/rule-sets';
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../api/client.ts';
import { publishedForm } from '../common/published-form.ts';
import { useScopes } from '../common/session.tsx';

const NONE: readonly FormDefinition[] = [];

/** Forms as far as they are published; undefined until it is known of each. */
function loadedForms(results: UseQueryResult<FormDefinition | null>[]): readonly FormDefinition[] | undefined {
  if (results.some(({ isPending }) => isPending)) return undefined;
  const forms = results.flatMap(({ data }) => (data && isJsonObject(data.schema) ? [data] : []));
  return forms.length > 0 ? forms : NONE;
}

const titles = (items: readonly { key: string; title: LocalizedText }[]): Record<string, LocalizedText> =>
  Object.fromEntries(items.map(({ key, title }) => [key, title]));

const terms = (paths: readonly DocumentSummary[], of: 'step' | 'clock'): Record<string, LocalizedText> =>
  Object.assign({}, ...paths.toReversed().map((path) => path.terms?.[of] ?? {})) as Record<string, LocalizedText>;

export interface RuleSetData {
  /** The forms that the rule set reads; undefined while they are being loaded. */
  forms: readonly FormDefinition[] | undefined;
  labels: Labels;
  /** Keys of the handling paths; undefined while they are not known. */
  paths: readonly string[] | undefined;
}

/** What a rule set refers to: its forms as they are published, the handling paths that exist, townships and villages. */
export function useRuleSetData(formKeys: readonly string[]): RuleSetData {
  const { townships, scopes } = useScopes();
  const forms = useQueries({
    queries: formKeys.map((key) => publishedForm(key)),
    combine: loadedForms,
  });
  const paths = useQuery({
    queryKey: ['documents', 'paths', 'all'],
    queryFn: async () => (await get<{ items: DocumentSummary[] }>('/paths', { limit: 200 })).items,
    refetchOnWindowFocus: false,
  });
  const labels = useMemo<Labels>(
    () => ({
      path: titles(paths.data ?? []),
      step: terms(paths.data ?? [], 'step'),
      clock: terms(paths.data ?? [], 'clock'),
      township: titles(townships),
      place: titles(scopes.filter(({ kind }) => kind === 'village')),
    }),
    [paths.data, townships, scopes],
  );
  const keys = useMemo(
    () => paths.data?.filter(({ latestVersion }) => latestVersion !== null).map(({ key }) => key),
    [paths.data],
  );
  return useMemo(() => ({ forms, labels, paths: keys && keys.length > 0 ? keys : undefined }), [forms, labels, keys]);
}
