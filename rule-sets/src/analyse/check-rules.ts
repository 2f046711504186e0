import { type Context, formsIf, nameOf, pointerOf, shown } from './context.ts';
import type { AnalysisCode } from './findings.ts';

/** Rules whose conditions no case fulfils. */
export function checkContradictions(context: Context): void {
  const { prover } = context;
  prover.logic.cases.forEach(({ matches }, index) => {
    if (prover.seen.some((matching) => matching[index]) && prover.exact) return;
    const answer = prover.ask([matches]);
    if (answer.is === 'yes') return;
    if (answer.is === 'perhaps') {
      leave(context, 'contradiction', index);
      return;
    }
    context.impossible.add(index);
    context.findings.push({
      code: 'contradiction',
      severity: 'error',
      rules: [nameOf(context, index)],
      about: '',
      pointer: `${pointerOf(context, index)}/conditions`,
      params: {},
      exact: isSure(context),
    });
  });
}

/** Cases that no rule matches. */
export function checkGap(context: Context): void {
  const { prover, forms } = context;
  const { none } = prover.logic;
  const open = forms.filter((form) => prover.ask([prover.encoding.form(form), none], { certain: false }).is !== 'no');
  if (open.length === 0) return;
  const several = formsIf(context, open);
  context.findings.push({
    code: 'gap',
    // Where an escalation has nothing to say, nothing is to be done: that is its ordinary answer.
    severity: prover.terrain.ruleSet.kind === 'escalation' ? 'info' : 'warning',
    rules: [],
    about: (several.forms ?? []).join(),
    pointer: '/otherwise',
    params: several,
    ...shown(context, [none]),
  });
}

/** Rules that match and never decide anything. */
export function checkUnreachable(context: Context): void {
  const { prover } = context;
  const { logic, terrain } = prover;
  const single = terrain.normal.hitPolicy === 'first';
  logic.cases.forEach(({ matches }, index) => {
    if (context.impossible.has(index) || (!single && !logic.givesAnything(index))) return;
    const decides = single ? (logic.first[index] ?? prover.sat.FALSE) : logic.contributes(index);
    if (single && prover.exact && prover.seen.some((matching) => matching.indexOf(true) === index)) return;
    const answer = prover.ask([decides]);
    if (answer.is === 'yes') return;
    if (answer.is === 'perhaps') {
      leave(context, 'unreachable', index);
      return;
    }
    context.idle.add(index);
    const { witness } = shown(context, [matches]);
    const by = single ? maskers(context, index) : [];
    context.findings.push({
      code: 'unreachable',
      severity: single ? 'error' : 'warning',
      rules: [nameOf(context, index)],
      about: '',
      pointer: pointerOf(context, index),
      params: { by: by.map((other) => nameOf(context, other)) },
      ...(witness && { witness }),
      exact: isSure(context),
    });
  });
}

/** Of more rules it is not tried whether fewer would do. */
const FEW = 8;

/** Earlier rules that together take every case of a rule; where they are few, none of them needlessly. */
function maskers({ prover }: Context, index: number): number[] {
  const { cases } = prover.logic;
  const lits = cases.map(({ matches }) => matches);
  const own = lits[index] ?? prover.sat.FALSE;
  /** The first rule that takes a case of it that none of these takes. */
  const next = (by: readonly number[]): number | undefined => {
    const matching = prover.settle([own, ...by.map((at) => -(lits[at] ?? 0))], lits);
    return matching?.indexOf(true);
  };
  let kept: number[] = [];
  for (let at = next(kept); at !== undefined && at < index; at = next(kept)) kept.push(at);
  for (const at of kept.length > FEW ? [] : [...kept]) {
    const fewer = kept.filter((other) => other !== at);
    if (next(fewer) === undefined) kept = fewer;
  }
  return kept.sort((a, b) => a - b);
}

/** Rules without which every case would come out the same. */
export function checkRedundant(context: Context): void {
  // Of its own: what would be without a rule makes every other question slower.
  const prover = context.prover.fresh();
  const { logic } = prover;
  logic.cases.forEach(({ matches }, index) => {
    if (context.impossible.has(index) || context.idle.has(index) || !logic.givesAnything(index)) return;
    const answer = prover.ask([logic.changed(index)]);
    if (answer.is === 'yes') return;
    if (answer.is === 'perhaps') {
      leave(context, 'redundant', index);
      return;
    }
    const { witness } = shown(context, [matches]);
    context.findings.push({
      code: 'redundant',
      severity: 'warning',
      rules: [nameOf(context, index)],
      about: '',
      pointer: pointerOf(context, index),
      params: {},
      ...(witness && { witness }),
      exact: isSure(context),
    });
  });
}

/** "There is no such case" is certain unless some values may not have been thought of. */
const isSure = ({ prover }: Context): boolean => prover.incomplete.length === 0;

function leave(context: Context, code: AnalysisCode, index: number): void {
  context.leftOut.push({ why: 'undecided', code, what: [nameOf(context, index)] });
}
