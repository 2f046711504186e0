// Every answer of a path, carried out without the proof.
import type { FormData, FormDefinition, FormSchema, Json } from '@caseway/form-schemas';
import type { ActionBranch, HandlingPath, OutcomeEffect, PathAction } from '../../model/handling-path.ts';
import type { Condition } from '../../model/rule-set.ts';
import type { PathState } from '../../paths/run/path-state.ts';
import { type ResolvedAction, resolveAction } from '../../paths/run/resolve-action.ts';

const formOf = (forms: readonly FormDefinition[], key: string | undefined) => forms.find((form) => form.key === key);

/** Every subset of a few. */
const subsets = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: 2 ** items.length }, (_, some) => items.filter((__, place) => (some >> place) % 2 === 1));

/** Every answer that a question of a choice takes; undefined where it is of another kind. */
function answers(field: FormSchema): Json[] | undefined {
  if (field.type === 'boolean') return [true, false];
  return field.enum ?? (field.items?.enum ? subsets(field.items.enum) : undefined);
}

const product = (options: readonly (readonly [string, readonly (Json | undefined)[]])[]): FormData[] =>
  options.reduce<FormData[]>(
    (all, [name, values]) =>
      all.flatMap((data) => values.map((value) => (value === undefined ? data : { ...data, [name]: value }))),
    [{}],
  );

const everyAnswer = (form: FormDefinition | undefined): FormData[] =>
  product(
    Object.entries(form?.schema.properties ?? {}).flatMap(([name, field]) => {
      const values = answers(field);
      const left = form?.schema.required?.includes(name) ? [] : [undefined];
      return values ? [[name, [...values, ...left]] as const] : [];
    }),
  );

function leaves(condition: Condition): { fact: string; value: unknown }[] {
  if ('all' in condition) return condition.all.flatMap(leaves);
  if ('any' in condition) return condition.any.flatMap(leaves);
  if ('not' in condition) return leaves(condition.not);
  return 'fact' in condition ? [condition] : [];
}

/** Facts of a case that an action's branches ask for, each as asked for, otherwise, and not known. */
const everyFact = (form: FormDefinition | undefined, { branches = [] }: PathAction): Record<string, Json>[] =>
  product(
    branches
      .flatMap(({ when }) => leaves(when))
      .filter(({ fact }) => !form?.schema.properties?.[fact])
      .map(({ fact, value }) => [fact, [value as Json, 'something-else', undefined]] as const),
  );

interface Standing {
  step: string;
  outcome: string | undefined;
  changed: boolean;
}

export interface Tried {
  action: PathAction;
  pointer: string;
  form: FormDefinition | undefined;
  before: Standing;
  data: FormData;
  facts: Record<string, Json>;
  resolved: ResolvedAction;
}

export const stateOf = ({ step, outcome, changed }: Standing): PathState => ({
  step,
  enteredAt: '',
  clocks: [],
  history: changed ? [{ action: '', from: '', to: step, by: null, at: '', reviewed: 'changed' }] : [],
  ...(outcome === undefined ? {} : { outcome }),
});

/** Everything that can be answered on a path, from everything that its answers lead to. */
export function tryAll(path: HandlingPath, forms: readonly FormDefinition[]): Tried[] {
  const tried: Tried[] = [];
  const seen = new Set<string>();
  const waiting: Standing[] = [];
  const reach = (standing: Standing): void => {
    const name = JSON.stringify(standing);
    if (!seen.has(name)) waiting.push(standing);
    seen.add(name);
  };
  const { changed, revoked } = path.afterReview ?? {};
  reach({ step: path.steps[0]?.key ?? '', outcome: undefined, changed: false });
  for (let before = waiting.pop(); before; before = waiting.pop()) {
    const at = path.steps.findIndex(({ key }) => key === before?.step);
    for (const [index, action] of (path.steps[at]?.actions ?? []).entries()) {
      const form = formOf(forms, action.form);
      for (const data of everyAnswer(form)) {
        for (const facts of everyFact(form, action)) {
          const made = resolveAction(path, stateOf(before), action, { form, data, facts });
          // Extensions go by what was entered before: another test's.
          const refusals = made.refusals.filter(({ code }) => code === 'refused' || code.startsWith('answer-'));
          const resolved = { ...made, refusals };
          tried.push({ action, pointer: `/steps/${at}/actions/${index}`, form, before, data, facts, resolved });
          if (resolved.refusals.length > 0) continue;
          const then = resolved.outcome === undefined ? before.outcome : (resolved.outcome ?? undefined);
          const stands = resolved.outcome === undefined && before.changed;
          reach({ step: resolved.to, outcome: then, changed: stands });
          if (!action.tells || action.outcome === undefined) continue;
          if (revoked) reach({ step: revoked, outcome: undefined, changed: false });
          if (changed) reach({ step: changed, outcome: then, changed: true });
        }
      }
    }
  }
  return tried;
}

const FAVOUR: readonly OutcomeEffect[] = ['supported', 'assisted', 'agreed', 'changed', 'revoked'];

/** Whether an answer contradicts an effect: read from the form as it is written, and nothing else. */
function speaksAgainst(form: FormDefinition, data: FormData, effect: OutcomeEffect, earlier = false): boolean {
  return Object.entries(form.schema.properties ?? {}).some(([name, field]) => {
    const written = field[earlier ? 'x-denies-earlier' : 'x-denies']?.[String(data[name])];
    if (!written || data[name] === undefined) return false;
    if (!Array.isArray(written)) return !written.allBut.includes(effect);
    return written.some((one) => one === effect || (FAVOUR.includes(one) && FAVOUR.includes(effect)));
  });
}

/** What was carried out although an answer given with it says otherwise; `truth`: what answers mean. */
export function contradictions(
  path: HandlingPath,
  tried: readonly Tried[],
  truth: readonly FormDefinition[],
): string[] {
  const effectOf = (outcome: string | null | undefined) => path.outcomes.find(({ key }) => key === outcome)?.effect;
  return tried.flatMap(({ action, form, before, data, resolved }) => {
    const means = formOf(truth, form?.key);
    if (!means || resolved.refusals.length > 0) return [];
    const closes = path.steps.some(({ key, kind }) => key === resolved.to && kind === 'end');
    const decided = effectOf(resolved.outcome === undefined && closes ? before.outcome : resolved.outcome);
    const earlier = before.changed ? undefined : effectOf(before.outcome);
    const told = (action.branches ?? [])
      .concat(action as object as ActionBranch[])
      .find(({ notice }) => notice === resolved.notice);
    const said = resolved.notice ? (told?.says ?? []) : [];
    const against = [...(decided ? [decided] : []), ...said].filter((effect) => speaksAgainst(means, data, effect));
    if (earlier && speaksAgainst(means, data, earlier, true)) against.push(earlier);
    return against.map((effect) => `${action.key} ${JSON.stringify(data)} ${effect}`);
  });
}
