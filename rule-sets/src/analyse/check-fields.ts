import { type Json, resolveRef } from '@caseway/form-schemas';
import type { Condition } from '../model/rule-set.ts';
import { resolveOperator } from '../operators/evaluators.ts';
import { comparedFact } from '../reference/trace.ts';
import type { Cell } from './cell.ts';
import { isAlike, type Use } from './cells.ts';
import { type Context, formsIf, shown } from './context.ts';
import { Encoding } from './encoding.ts';
import type { Place } from './places.ts';
import type { Prover } from './prover.ts';
import { RuleLogic } from './rule-logic.ts';
import type { Assumption, Lit } from './sat.ts';
import { confirmedCase, readSolution, type Witness } from './witness.ts';

/** No form offers it, and no rule can name it. */
const NEVER_NAMED = '\u0000';
/** Every rule set with several forms would be told of each that it treats like the others. */
const NO_CHOICE = 'form';
const ORDERED = /^(lessThan|greaterThan)/;

/** Names of the rules that read a place, in deciding order, and whether one compares it with another fact. */
function readersOf({ prover }: Context, place: Place): { names: string[]; compared: boolean } {
  const { order, named } = prover.terrain.normal;
  let compared = false;
  const reads = (condition: Condition): boolean => {
    if ('condition' in condition) {
      const target = named.get(condition.condition);
      return target !== undefined && reads(target);
    }
    if ('all' in condition) return condition.all.filter(reads).length > 0;
    if ('any' in condition) return condition.any.filter(reads).length > 0;
    if ('not' in condition) return reads(condition.not);
    const isHere = (fact: unknown, path: unknown) => {
      const location = prover.terrain.locate(fact, path);
      return typeof location === 'object' && location.at === place;
    };
    const other = comparedFact(condition.value);
    const [here, there] = [isHere(condition.fact, condition.path), other ? isHere(other.fact, other.path) : false];
    if (other && (here || there)) compared = true;
    return here || there;
  };
  const names = order.filter((rule) => reads(rule.conditions)).map((rule) => rule.name);
  return { names, compared };
}

const where = (place: Place): { fact: string; path?: string } =>
  place.key === place.fact
    ? { fact: place.fact }
    : { fact: place.fact, path: `$${place.key.slice(place.fact.length)}` };

const said = ({ operator, value }: Use, actual: Json | undefined): boolean =>
  resolveOperator(operator)?.(actual, value) === true;

/** Some rule treats the choice otherwise than a value that nobody has heard of. */
function isLookedAt(place: Place, choice: Json): boolean {
  const of = (value: Json): Json => (place.shape === 'list' ? [value] : value);
  return place.uses.some((use) => {
    if (typeof choice === 'number' && ORDERED.test(use.operator)) return true;
    if (use.operator === 'containsAll' && Array.isArray(use.value)) return use.value.includes(choice);
    return said(use, of(choice)) !== said(use, of(NEVER_NAMED));
  });
}

/** What can be chosen there; nothing where other values can stand too. A part without a type only narrows another. */
function choicesOf({ parts, shape }: Place): Json[] {
  const all = parts.map(({ schema, root }) => (shape === 'list' ? resolveRef(schema.items ?? {}, root) : schema));
  const declared = parts.flatMap(({ schema }, index) =>
    schema.type !== undefined || schema['x-title'] !== undefined ? [all[index] ?? {}] : [],
  );
  const declaring = declared.length > 0 ? declared : all;
  const open = declaring.some(({ enum: choices, type }) => choices === undefined && type !== 'null');
  return open ? [] : [...new Set(declaring.flatMap(({ enum: choices = [] }) => choices))];
}

/** Choices of what rules read that no rule looks at. */
export function checkDeadValues(context: Context): void {
  const { prover } = context;
  for (const place of prover.terrain.places.values()) {
    if (!place.read || place.key === NO_CHOICE) continue;
    const { names, compared } = readersOf(context, place);
    if (compared) continue;
    const having = (choice: Json): Lit =>
      prover.encoding.domains.get(place.key)?.answer(place.shape === 'list' ? 'contains' : 'equal', choice) ??
      prover.sat.FALSE;
    const values = choicesOf(place).filter(
      (choice) => !isLookedAt(place, choice) && prover.ask([having(choice)], { certain: false }).is !== 'no',
    );
    const [first] = values;
    if (first === undefined) continue;
    context.findings.push({
      code: 'dead-value',
      severity: 'info',
      rules: names,
      about: `${place.key}=${values.map(String).join()}`,
      pointer: '/rules',
      params: { ...where(place), values },
      ...shown(context, [having(first)]),
    });
  }
}

/** A value of the place that every rule takes as it takes nothing given, and that some form allows. */
function likeNothing({ prover }: Context, place: Place): Cell | undefined {
  const domain = prover.encoding.domains.get(place.key);
  return place.cells.find((cell, index) => {
    const same = place.uses.every(
      (use) => isAlike(cell, use.operator) && said(use, cell.value) === said(use, undefined),
    );
    return same && prover.ask([domain?.state[index] ?? prover.sat.FALSE], { certain: false }).is !== 'no';
  });
}

/**
 * Fields that a form shows and does not demand, where the outcome of a case without them would be another with them,
 * everything else that rules and the form's conditions read being the same. Lists are not among them: that nothing was
 * chosen is an answer.
 */
export function checkUnprovenFields(context: Context): void {
  const { forms } = context;
  // Of its own: the same case twice makes every other question slower.
  const prover = context.prover.fresh();
  const { sat, terrain, encoding, logic } = prover;
  const candidates = [...terrain.places.values()].filter(
    ({ read, system, shape }) => read && !system && shape !== 'list',
  );
  const open = candidates.flatMap((place) => {
    const blank = (form: string): Lit[] => [
      encoding.form(form),
      encoding.visible(form, place.key),
      -encoding.presence(place.key),
    ];
    const blanks = forms.filter((form) => prover.ask(blank(form), { certain: false }).is !== 'no');
    return blanks.length > 0 ? [{ place, blank, blanks }] : [];
  });
  if (open.length === 0) return;

  // The same case once more, with the field filled in.
  const other = new Encoding(sat, terrain);
  const otherLogic = new RuleLogic(other);
  const [now, then] = [logic.outcome(), otherLogic.outcome()];
  const differs = sat.or([...now].map(([feature, lit]) => -sat.equal(lit, then.get(feature) ?? sat.FALSE)));
  const same = new Map(
    [...encoding.domains].map(([key, domain]) => {
      const twin = other.domains.get(key);
      return [key, sat.and(domain.state.map((lit, index) => sat.equal(lit, twin?.state[index] ?? sat.FALSE)))];
    }),
  );
  const linked = (form: string, key: string): string[] => {
    const bound = terrain.forms.find((facts) => facts.form.key === form)?.bound ?? {};
    return Object.keys(bound).filter((name) => bound[name] === key);
  };
  const related = (key: string, to: string) => key === to || key.startsWith(`${to}.`) || to.startsWith(`${key}.`);

  for (const { place, blank, blanks } of open) {
    const question = (form: string): Lit[] => {
      const free = linked(form, place.key);
      const kept = [...same].filter(([key]) => !related(key, place.key) && !free.includes(key)).map(([, lit]) => lit);
      return [...blank(form), other.presence(place.key), differs, ...kept];
    };
    const hanging = blanks.filter((form) => prover.settle(question(form), []) !== undefined);
    const [form] = hanging;
    if (form === undefined) continue;
    const witness = bothCases(prover, other, otherLogic, question(form));
    const { names, compared } = readersOf(context, place);
    const like = compared ? undefined : likeNothing(context, place);
    const several = formsIf(context, hanging);
    context.findings.push({
      code: 'unproven-field',
      severity: like ? 'info' : 'warning',
      rules: names,
      about: place.key,
      pointer: '/rules',
      params: { ...where(place), ...several, ...(like && { like: like.value }) },
      ...(witness && { witness }),
      exact: witness !== undefined,
    });
  }
}

/** The case without the field, where both it and the one with it could be made and tried. */
function bothCases(
  prover: Prover,
  other: Encoding,
  otherLogic: RuleLogic,
  question: readonly Lit[],
): Witness | undefined {
  const { sat, encoding, logic, terrain } = prover;
  const held = [...question];
  const wishes = [...terrain.places.keys()].filter((key) => key !== 'form').map((key) => -encoding.presence(key));
  let granted = prover.settle(held, wishes) ?? [];
  for (const [index, wish] of wishes.entries()) {
    const found = granted[index] ? granted : prover.settle([...held, wish], wishes);
    if (!found) continue;
    granted = found;
    held.push(wish);
  }
  const excluded: Assumption[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    const pair = sat.solve([...held, ...excluded], (value) => [
      readSolution(encoding, logic, value),
      readSolution(other, otherLogic, value),
    ]);
    const [without, filled] = pair ?? [];
    if (!without || !filled) return undefined;
    const made = confirmedCase(encoding, logic, without);
    if (made && confirmedCase(other, otherLogic, filled)) return made.witness;
    const others = [...without.unknowns, ...filled.unknowns].map(([lit, value]) => (value ? -lit : lit));
    if (others.length === 0) return undefined;
    excluded.push(others);
  }
  return undefined;
}
