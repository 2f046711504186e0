import { isJsonObject, own } from '../json-value.ts';
import type { Together } from './together.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Paths that the rule sets of a form choose from. Rule sets may be anything. */
export function pathsOf(form: string, { ruleSets, paths }: Pick<Together, 'ruleSets' | 'paths'>): Together['paths'] {
  const chosen = new Set(
    ruleSets
      .filter((set) => isJsonObject(set) && (own(set, 'form') === form || listOf(own(set, 'alsoForms')).includes(form)))
      .flatMap((set) =>
        [...listOf(own(set, 'rules')).map((rule) => own(rule, 'event')), own(set, 'otherwise')].map((event) =>
          own(own(event, 'params'), 'path'),
        ),
      ),
  );
  return paths.filter(({ key }) => chosen.has(key));
}
