import { type ManyEvaluator, type ManyResult, parseFactPath, type RuleSet } from '@caseway/rule-sets';
import { factsNamed } from '../facts-named.ts';
import { countBoth, split } from './growing-bits.ts';
import type { Answer, Effect, Lacking, Question, SliceAnswer } from './protocol.ts';
import type { Slice } from './slice.ts';
import { OutcomeNumbers, tally } from './tally.ts';

const CATEGORY = 'category';

export interface Held {
  slice: Slice;
  /** The routing of what an older classification said, as long as that stays the same. */
  chains: WeakMap<ManyResult, ManyEvaluator>;
}

interface Hits {
  before: Map<string, number>;
  after: Map<string, number>;
}

function addHits(to: Map<string, number>, hits: readonly { name: string; count: number }[]): void {
  for (const { name, count } of hits) to.set(name, (to.get(name) ?? 0) + count);
}

/** Says nothing of any case, as if there were no such rule set. */
const silent = ({ key, kind, title, form, otherwise }: RuleSet): RuleSet => ({
  key,
  kind,
  title,
  form,
  hitPolicy: 'all',
  rules: [],
  otherwise,
});

function routed({ slice, chains }: Held, kinds: ManyResult, routing: RuleSet): ManyResult {
  const known = chains.get(kinds) ?? slice.evaluator.withFact(CATEGORY, kinds.column(CATEGORY, null), kinds.failed);
  chains.set(kinds, known);
  return known.evaluate(routing);
}

/** Facts that the rules read, that rows have and the columns do not. */
function lackingIn(held: readonly Held[], ruleSets: readonly RuleSet[]): string[] {
  const read = new Set(ruleSets.flatMap(factsNamed).map(({ fact }) => fact));
  return [...read].filter((fact) => held.some(({ slice }) => slice.left.has(fact)));
}

function changedIn({ pairs }: Effect): number {
  return pairs.reduce((sum, { from, to, count }) => sum + (from === to ? 0 : count), 0);
}

/**
 * Counts what the draft changes in the slices asked for, and in no others. `ruleSets`: those that the question names by
 * id. Throws RuleSetError where the draft cannot be decided with at all.
 */
export function answerTo(
  question: Question,
  slices: ReadonlyMap<string, Held>,
  ruleSets: ReadonlyMap<string, RuleSet>,
): Answer | Lacking {
  const started = performance.now();
  const { draft, examples } = question;
  const asked = question.slices.flatMap(({ slice: name, old, chain }) => {
    const held = slices.get(name);
    const known = (id: string | null) => (id === null ? undefined : ruleSets.get(id));
    return held ? [{ name, held, old: known(old), chain: known(chain) }] : [];
  });
  const rules = [draft, ...new Set(asked.flatMap(({ old, chain }) => [old, chain]).filter((set) => set !== undefined))];
  const lacking = lackingIn(
    asked.map(({ held }) => held),
    rules,
  );
  if (lacking.length > 0) return { lacking };
  const numbers = new OutcomeNumbers();
  const hits: Hits = { before: new Map(), after: new Map() };
  const missing = factsNamed(draft).map((read) => ({
    ...read,
    byFormVersion: {} as Record<string, number>,
    filled: 0,
  }));
  const nothing = silent(draft);
  const answers = asked.map(({ name, held, old = nothing, chain }): SliceAnswer => {
    const { slice } = held;
    const { set: persons, unset: select } = split(slice.select(question), slice.persons);
    const [before, after] = [slice.evaluator.evaluate(old), slice.evaluator.evaluate(draft)];
    const decided = tally(slice, before, after, { select, examples, numbers });
    const byPersons = tally(slice, before, after, { select: persons, examples: 0, numbers });
    addHits(hits.before, slice.hits(before, select));
    addHits(hits.after, slice.hits(after, select));
    for (const fact of missing) {
      const rows = slice.lacking(fact.fact, (fact.path === null ? [] : parseFactPath(fact.path)) ?? []);
      const words = rows.words.map((word, at) => word & (select.words[at] ?? 0));
      for (const [version, bits] of slice.formVersions) {
        const count = bits.countIn({ words });
        if (count > 0) fact.byFormVersion[version] = (fact.byFormVersion[version] ?? 0) + count;
      }
      fact.filled += slice.filled.get(fact.fact)?.countIn(select) ?? 0;
    }
    const chained = chain
      ? tally(slice, routed(held, before, chain), routed(held, after, chain), { select, examples, numbers })
      : null;
    return {
      slice: name,
      ...decided,
      cases: countBoth(select.words, select.words),
      loaded: slice.table.size,
      person: { cases: countBoth(persons.words, persons.words), changed: changedIn(byPersons) },
      chain: chained,
    };
  });
  const names = [...new Set([...hits.after.keys(), ...hits.before.keys()])];
  return {
    outcomes: numbers.outcomes,
    slices: answers,
    missing: missing.filter(({ byFormVersion, filled }) => filled > 0 || Object.keys(byFormVersion).length > 0),
    rules: names.map((name) => ({ name, before: hits.before.get(name) ?? null, after: hits.after.get(name) ?? null })),
    millis: performance.now() - started,
    bytes: asked.reduce((sum, { held }) => sum + held.slice.bytes, 0),
  };
}
