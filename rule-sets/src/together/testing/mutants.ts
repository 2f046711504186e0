import { DENIES, type FormDefinition, type FormSchema, OUTCOME_EFFECTS } from '@caseway/form-schemas';
import type { ActionBranch, HandlingPath, PathAction } from '../../model/handling-path.ts';

/** A shipped path or form with something taken away or put elsewhere. */
export interface Mutant {
  name: string;
  /** What was done, without of what. */
  kind: string;
  path?: HandlingPath;
  form?: FormDefinition;
}

function edited<T>(one: T, edit: (copy: T) => unknown): T {
  const copy = structuredClone(one);
  edit(copy);
  return copy;
}

/** Exchanges members of an action and one of its branches; what is not there is not there afterwards. */
function exchange(a: object, b: object, names: readonly string[]): void {
  for (const name of names) {
    const [one, other] = [Reflect.get(a, name), Reflect.get(b, name)];
    for (const [on, value] of [
      [a, other],
      [b, one],
    ] as const) {
      if (value === undefined) Reflect.deleteProperty(on, name);
      else Reflect.set(on, name, value);
    }
  }
}

/** The other actions are the very same: what is proved of them stands. */
function withAction(path: HandlingPath, at: number, index: number, changed: PathAction): HandlingPath {
  const steps = path.steps.map((step, place) =>
    place === at ? { ...step, actions: step.actions.map((one, here) => (here === index ? changed : one)) } : step,
  );
  return { ...path, steps };
}

/** Each branch, refusal, target, outcome, effect and telling of a path's actions that ask a form: taken away, or put elsewhere. */
export function mutantsOf(path: HandlingPath): Mutant[] {
  return path.steps.flatMap(({ actions }, at) =>
    actions.flatMap((action, index): Mutant[] => {
      if (action.form === undefined && !action.branches) return [];
      const made = (what: string, edit: (action: PathAction) => unknown): Mutant => ({
        name: `${path.key} ${action.key} ${what}`,
        kind: `${action.branches ? 'branching' : 'plain'} ${what.replace(/#\d+ /, '# ').replace(/ [a-z]+-[a-z-]+$/, '')}`,
        path: withAction(path, at, index, edited(action, edit)),
      });
      const members = (['notice', 'says', 'outcome', 'effects'] as const).filter((name) => action[name] !== undefined);
      const outcomes = path.outcomes.filter(({ key }) => key !== action.outcome);
      const own = [
        ...members.map((name) => made(`without ${name}`, (it) => delete it[name])),
        ...path.steps
          .filter(({ key }) => key !== action.to)
          .map(({ key }) => made(`to ${key}`, (it) => Object.assign(it, { to: key }))),
        ...outcomes.map(({ key }) => made(`decides ${key}`, (it) => Object.assign(it, { outcome: key }))),
        ...OUTCOME_EFFECTS.map((effect) => made(`says ${effect}`, (it) => Object.assign(it, { says: [effect] }))),
      ];
      const branches = (action.branches ?? []).flatMap((branch, place) => {
        const of = (what: string, edit: (branch: ActionBranch, action: PathAction) => unknown) =>
          made(`#${place} ${what}`, (it) => edit(it.branches?.[place] as ActionBranch, it));
        const parts = (['to', 'outcome', 'effects', 'notice', 'says'] as const).filter(
          (name) => branch[name] !== undefined,
        );
        return [
          of('gone', (_, it) => it.branches?.splice(place, 1)),
          of('turned round', (it) => Object.assign(it, { when: { any: [{ not: it.when }] } })),
          ...parts.map((name) => of(`without ${name}`, (it) => delete it[name])),
          ...path.outcomes
            .filter(({ key }) => key !== branch.outcome)
            .map(({ key }) => of(`decides ${key}`, (it) => Object.assign(it, { outcome: key }))),
          ...(branch.refuse
            ? [of('refuses no more', (it) => Object.assign(it, { refuse: undefined, to: action.to }))]
            : [
                of('texts exchanged', (it, whole) => exchange(it, whole, ['notice'])),
                of('tellings exchanged', (it, whole) => exchange(it, whole, ['notice', 'says'])),
                of('targets exchanged', (it, whole) => exchange(it, whole, ['to'])),
                of('effects exchanged', (it, whole) => exchange(it, whole, ['effects'])),
              ]),
        ];
      });
      return [...own, ...branches];
    }),
  );
}

/** What questions say of their answers: taken away, exchanged, and a new answer that nobody has thought of. */
export function formMutantsOf(form: FormDefinition): Mutant[] {
  return Object.entries(form.schema.properties ?? {}).flatMap(([name, field]) =>
    DENIES.flatMap((keyword): Mutant[] => {
      const denies = field[keyword];
      if (!denies) return [];
      const made = (what: string, edit: (field: FormSchema, denies: Record<string, unknown>) => unknown): Mutant => ({
        name: `${form.key} ${name} ${keyword} ${what}`,
        kind: `${keyword} ${what.replace(/^\S+-\S+ |^true |^false /, '')}`,
        form: edited(form, (it) => {
          const copy = it.schema.properties?.[name] as FormSchema;
          edit(copy, copy[keyword] as Record<string, unknown>);
        }),
      });
      const named = Object.keys(denies);
      const fitting = (copy: FormSchema) => {
        copy.enum?.push('something-new');
        for (const word of DENIES)
          if (Object.keys(copy[word] ?? {}).length > 0) Object.assign(copy[word] ?? {}, { 'something-new': [] });
      };
      return [
        made('gone', (copy) => delete copy[keyword]),
        ...named.flatMap((answer, at) => [
          made(`${answer} silent`, (_, copy) => delete copy[answer]),
          made(`${answer} denies nothing`, (_, copy) => Object.assign(copy, { [answer]: [] })),
          made(`${answer} exchanged`, (_, copy) => swap(copy, answer, named[(at + 1) % named.length])),
          made(`${answer} denies everything`, (_, copy) => Object.assign(copy, { [answer]: [...OUTCOME_EFFECTS] })),
        ]),
        ...(field.enum
          ? [
              made('one more answer', (copy) => copy.enum?.push('something-new')),
              made('one more answer that denies nothing', fitting),
            ]
          : []),
      ];
    }),
  );
}

function swap(denies: Record<string, unknown>, one: string, other = one): void {
  Object.assign(denies, { [one]: denies[other], [other]: denies[one] });
}
