import {
  type Bitset,
  countTogether,
  type ManyEvaluator,
  type ManyResult,
  parseFactPath,
  type RuleSet,
} from '@caseway/rule-sets';
import { factsNamed } from '../../decisions/facts-named.ts';
import { split } from './growing-bits.ts';
import type { PastDecisions } from './past-decisions.ts';
import type { Answer, Effect, GroupAnswer, Lacking, Question } from './protocol.ts';
import { OutcomeNumbers, tally } from './tally.ts';

const CATEGORY = 'category';

export interface Table {
  past: PastDecisions;
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

function routed({ past, chains }: Table, kinds: ManyResult, routing: RuleSet): ManyResult {
  const known = chains.get(kinds) ?? past.evaluator.withFact(CATEGORY, kinds.column(CATEGORY, null), kinds.failed);
  chains.set(kinds, known);
  return known.evaluate(routing);
}

/** Counts, of the selected rows, those that lack a fact. */
function addMissing(to: Answer['missing'], past: PastDecisions, select: Bitset): void {
  for (const fact of to) {
    const rows = past.lacking(fact.fact, (fact.path === null ? [] : parseFactPath(fact.path)) ?? []);
    const words = rows.words.map((word, at) => word & (select.words[at] ?? 0));
    for (const [version, bits] of past.formVersions) {
      const count = bits.countIn({ words });
      if (count > 0) fact.byFormVersion[version] = (fact.byFormVersion[version] ?? 0) + count;
    }
    fact.filled += past.filled.get(fact.fact)?.countIn(select) ?? 0;
  }
}

function changedIn({ pairs }: Effect): number {
  return pairs.reduce((sum, { from, to, count }) => sum + (from === to ? 0 : count), 0);
}

/**
 * Counts what the draft changes in the sections asked for, and in no others. `ruleSets`: those that the question names by
 * id. Throws RuleSetError where the draft cannot be decided with at all.
 */
export function answerTo(question: Question, table: Table, ruleSets: ReadonlyMap<string, RuleSet>): Answer | Lacking {
  const started = performance.now();
  const { draft, examples } = question;
  const { past } = table;
  const known = (id: string | null) => (id === null ? undefined : ruleSets.get(id));
  const groups = question.groups.map((group) => ({ ...group, old: known(group.old), chain: known(group.chain) }));
  const read = new Set(
    [draft, ...groups.flatMap(({ old, chain }) => [old, chain])].flatMap(factsNamed).map((it) => it.fact),
  );
  const lacking = [...read].filter((fact) => past.left.has(fact));
  if (lacking.length > 0) return { lacking };
  const numbers = new OutcomeNumbers();
  const hits: Hits = { before: new Map(), after: new Map() };
  const missing = factsNamed(draft).map((named) => ({ ...named, byFormVersion: {}, filled: 0 }));
  const nothing = silent(draft);
  const after = past.evaluator.evaluate(draft);
  const together = question.together.map(() => 0);
  const answers = groups.map(({ sections, old = nothing, chain }): GroupAnswer => {
    const { from, to, scopePaths, recused } = question;
    const selected = past.select({ sections, from, to, scopePaths, recused });
    const { set: persons, unset: select } = split(selected, past.persons);
    const before = past.evaluator.evaluate(old);
    const decided = tally(past, before, after, { select, examples, numbers });
    const byPersons = tally(past, before, after, { select: persons, examples: 0, numbers });
    addHits(hits.before, past.hits(before, select));
    addHits(hits.after, past.hits(after, select));
    addMissing(missing, past, select);
    for (const [at, count] of countTogether(after, question.together, select).entries()) {
      together[at] = (together[at] ?? 0) + count;
    }
    const chained = chain
      ? tally(past, routed(table, before, chain), routed(table, after, chain), { select, examples, numbers })
      : null;
    return {
      ...decided,
      cases: select.count(),
      person: { cases: persons.count(), changed: changedIn(byPersons) },
      chain: chained,
    };
  });
  const names = [...new Set([...hits.after.keys(), ...hits.before.keys()])];
  return {
    outcomes: numbers.outcomes,
    groups: answers,
    missing: missing.filter(({ byFormVersion, filled }) => filled > 0 || Object.keys(byFormVersion).length > 0),
    rules: names.map((name) => ({ name, before: hits.before.get(name) ?? null, after: hits.after.get(name) ?? null })),
    together,
    millis: performance.now() - started,
    bytes: past.bytes,
  };
}
