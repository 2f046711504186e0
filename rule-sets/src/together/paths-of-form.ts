import type { Together } from './together.ts';

/** Paths that the rule sets of a form choose from. */
export function pathsOf(form: string, { ruleSets, paths }: Pick<Together, 'ruleSets' | 'paths'>): Together['paths'] {
  const chosen = new Set(
    ruleSets
      .filter((set) => set.form === form || set.alsoForms?.includes(form))
      .flatMap((set) =>
        [...(set.rules ?? []).map(({ event }) => event), set.otherwise].map((event) => event?.params?.path),
      ),
  );
  return paths.filter(({ key }) => chosen.has(key));
}
