import type { FormSchema, Json } from '@caseway/form-schemas';
import { type Evaluate, resolveOperator } from '../operators/evaluators.ts';
import type { Cell } from './cell.ts';
import { fitsPart, isAlike, isDecided, type Part } from './cells.ts';
import type { Place } from './places.ts';
import type { Lit, Read, Sat } from './sat.ts';

/** A condition that cannot be evaluated: the rule set cannot be decided with as it stands. */
export class Unevaluable extends Error {}

/** Literals about which nothing is known: the solver may choose them freely. Of texts an example is tried to be made. */
export interface Unknowns {
  /** The literal for that question, the same for the same question. */
  ask: (question: string, text?: TextQuestion) => Lit;
}

export interface TextQuestion {
  place: Place;
  operator: string;
  value: Json;
}

function evaluatorOf(operator: string): Evaluate {
  const evaluate = typeof operator === 'string' ? resolveOperator(operator) : undefined;
  if (!evaluate) throw new Unevaluable(`unknown operator ${JSON.stringify(operator)}`);
  return (actual, value) => {
    try {
      return evaluate(actual, value);
    } catch (error) {
      throw new Unevaluable(`operator "${operator}" fails: ${String(error)}`);
    }
  };
}

/** What can stand at a place, as literals. */
export interface Domain {
  place: Place;
  missing: Lit;
  /** Whether the operator's answer for the literal value is yes. */
  answer: (operator: string, value: Json) => Lit;
  /** Whether what stands there fits the part; only meaningful where something does. */
  fits: (part: Part) => Lit;
  /** Literals that make up its state: two domains of one place are in the same state where these agree. */
  state: Lit[];
  /** What stands there in a solution; undefined: nothing. */
  read: (value: Read) => { cells: Cell[]; length: number } | undefined;
}

function partQuestion(place: Place, part: Part): string {
  return `fits ${place.key} ${JSON.stringify(part.schema)}`;
}

/** One value of a few, or nothing. */
export function scalarDomain(sat: Sat, place: Place, unknowns: Unknowns, mayMiss: boolean): Domain {
  // The solver tries false first: nothing given makes the plainer example.
  const missing = mayMiss ? -sat.newVar() : sat.FALSE;
  const lits = place.cells.map(() => sat.newVar());
  sat.exactlyOne(mayMiss ? [missing, ...lits] : lits);
  const where = (holds: (cell: Cell) => boolean | Lit): Lit[] =>
    place.cells.flatMap((cell, index) => {
      const said = holds(cell);
      const lit = lits[index] ?? sat.FALSE;
      return said === true ? [lit] : said === false ? [] : [sat.and([lit, said])];
    });
  return {
    place,
    missing,
    state: lits,
    answer: (operator, value) => {
      const evaluate = evaluatorOf(operator);
      const ofCell = (cell: Cell): boolean | Lit => {
        if (isAlike(cell, operator)) return evaluate(cell.value, value);
        const question = `answer ${place.key} ${operator} ${JSON.stringify(value)}`;
        return unknowns.ask(question, { place, operator, value });
      };
      const ofNothing = mayMiss && evaluate(undefined, value) ? [missing] : [];
      return sat.or([...ofNothing, ...where(ofCell)]);
    },
    fits: (part) =>
      sat.or(
        where((cell) =>
          isDecided(part.schema, cell, place.formats)
            ? fitsPart(part, cell.value)
            : unknowns.ask(partQuestion(place, part)),
        ),
      ),
    read: (value) => {
      const at = lits.findIndex((lit) => value(lit));
      const cell = place.cells[at];
      return cell && { cells: [cell], length: 1 };
    },
  };
}

/** Something with properties of its own, or nothing. */
export function objectDomain(sat: Sat, place: Place, unknowns: Unknowns, fits: (part: Part) => Lit): Domain {
  const missing = -sat.newVar();
  const cell: Cell = { id: 'object', kind: 'object', value: {} };
  return {
    place,
    missing,
    state: [missing],
    answer: (operator, value) => {
      const evaluate = evaluatorOf(operator);
      const given = isAlike(cell, operator)
        ? evaluate({}, value)
          ? sat.TRUE
          : sat.FALSE
        : unknowns.ask(`answer ${place.key} ${operator} ${JSON.stringify(value)}`);
      return sat.or([...(evaluate(undefined, value) ? [missing] : []), sat.and([-missing, given])]);
    },
    fits,
    read: (value) => (value(missing) ? undefined : { cells: [cell], length: 1 }),
  };
}

/** Keywords about a list that are not read: the solver may answer them as it likes. */
const UNREAD_OF_LISTS = [
  'const',
  'enum',
  'maxContains',
  'minContains',
  'prefixItems',
  'unevaluatedItems',
] as const satisfies (keyof FormSchema)[];

/** How the answer for a list follows from the answers for its elements. */
const SOME = new Set(['contains', 'containsAny']);
const EVERY = new Set(['doesNotContain']);
const NEVER_ELEMENTS = new Set([
  ...['equal', 'notEqual', 'in', 'notIn', 'textContains', 'amountLessThan', 'amountAtLeast'],
  ...['dateBefore', 'dateAfter', 'dateOnOrBefore', 'dateOnOrAfter'],
]);

/** A list: which cells have an element in it, and how long it is as far as anybody asks. `mayBeEmpty`: also []. */
export function listDomain(
  sat: Sat,
  place: Place,
  unknowns: Unknowns,
  may: { miss: boolean; beEmpty: boolean },
): Domain {
  const missing = may.miss ? -sat.newVar() : sat.FALSE;
  const members = place.cells.map(() => sat.newVar());
  const some = sat.or(members);
  if (may.beEmpty) sat.clause(-missing, -some);
  else {
    sat.clause(missing, some);
    sat.clause(-missing, -some);
  }
  const many = sat.or(members.filter((_, index) => place.cells[index]?.kind !== 'one'));
  const longest = Math.min(place.lengths.at(-1) ?? 1, members.length);
  const counts = sat.counts(members, longest);
  const lengths = new Map<number, Lit>();
  let shorter = sat.TRUE;
  for (const length of place.lengths) {
    const lit = length === 1 ? some : sat.newVar();
    const distinct = counts[length - 1] ?? sat.FALSE;
    sat.clause(-distinct, lit);
    sat.clause(-lit, shorter);
    lengths.set(length, lit);
    shorter = lit;
  }
  const atLeast = (length: number): Lit => {
    if (length <= 0) return sat.TRUE;
    const known = lengths.get(length);
    if (known === undefined) throw new Unevaluable(`length ${length} of ${place.key} was not foreseen`);
    return known;
  };

  const elementFits = (cell: Cell, part: Part): Lit => {
    if (cell.kind === 'object') return unknowns.ask(`element ${place.key} ${JSON.stringify(part.schema)}`);
    if (!isDecided(part.schema, cell, place.formats)) return unknowns.ask(partQuestion(place, part));
    return fitsPart(part, cell.value) ? sat.TRUE : sat.FALSE;
  };
  const fits = ({ schema, root }: Part): Lit => {
    const of = (part: typeof schema) => fits({ schema: part, root });
    const { minItems, maxItems, items, contains, allOf = [], anyOf, oneOf, not } = schema;
    const demands: Lit[] = allOf.map(of);
    if (schema.type !== undefined && schema.type !== 'array') return sat.FALSE;
    if (UNREAD_OF_LISTS.some((keyword) => schema[keyword] !== undefined)) {
      demands.push(unknowns.ask(partQuestion(place, { schema, root })));
    }
    if (minItems !== undefined && minItems > 0) demands.push(atLeast(minItems));
    if (maxItems !== undefined) demands.push(-atLeast(maxItems + 1));
    if (items) {
      place.cells.forEach((cell, index) => {
        // Elements that are objects are taken to be possible: an example shows whether they are.
        if (cell.kind !== 'object')
          demands.push(sat.or([-(members[index] ?? 0), elementFits(cell, { schema: items, root })]));
      });
    }
    if (contains) {
      const part = { schema: contains, root };
      demands.push(sat.or(members.map((lit, index) => sat.and([lit, elementFits(place.cells[index] as Cell, part)]))));
    }
    if (schema.uniqueItems) {
      for (const [length, lit] of lengths) demands.push(sat.or([-lit, counts[length - 1] ?? sat.FALSE, many]));
    }
    if (anyOf) demands.push(sat.or(anyOf.map(of)));
    if (oneOf) demands.push(exactlyOneOf(sat, oneOf.map(of)));
    if (not) demands.push(-of(not));
    if (schema.if) {
      const holds = of(schema.if);
      if (schema.then) demands.push(sat.or([-holds, of(schema.then)]));
      if (schema.else) demands.push(sat.or([holds, of(schema.else)]));
    }
    return sat.and(demands);
  };

  return {
    place,
    missing,
    state: [...members, ...lengths.values(), missing],
    answer: (operator, value) => {
      const evaluate = evaluatorOf(operator);
      const first = place.cells[0]?.value ?? null;
      const nothing = evaluate(undefined, value) ? missing : sat.FALSE;
      const given = (answer: Lit): Lit => sat.or([nothing, sat.and([-missing, answer])]);
      const constant = (answer: boolean): Lit => (answer ? sat.TRUE : sat.FALSE);
      const having = (asked: Json): Lit =>
        sat.or(members.filter((_, index) => evaluate([place.cells[index]?.value ?? null], asked)));
      if (SOME.has(operator)) return given(having(value));
      if (EVERY.has(operator)) {
        return given(
          sat.and(members.filter((_, i) => !evaluate([place.cells[i]?.value ?? null], value)).map((m) => -m)),
        );
      }
      if (operator === 'containsAll') {
        if (!Array.isArray(value) || value.length === 0) return given(constant(evaluate([first], value)));
        return given(sat.and(value.map((item) => having([item]))));
      }
      if (operator === 'countAtLeast') {
        if (typeof value !== 'number') return given(constant(evaluate([first], value)));
        return given(value >= 10_000 ? unknowns.ask(`length ${place.key} ${value}`) : atLeast(Math.ceil(value)));
      }
      if (operator === 'isPresent') {
        const empty = sat.and([-some, constant(evaluate([], value))]);
        return given(sat.or([empty, sat.and([some, constant(evaluate([first], value))])]));
      }
      if (NEVER_ELEMENTS.has(operator)) return given(constant(evaluate([first], value)));
      return given(unknowns.ask(`answer ${place.key} ${operator} ${JSON.stringify(value)}`));
    },
    fits,
    read: (value) => {
      if (value(missing)) return undefined;
      const cells = place.cells.filter((_, index) => value(members[index] ?? 0));
      const long = [...lengths].filter(([, lit]) => value(lit)).map(([length]) => length);
      return { cells, length: Math.max(cells.length, ...long, 0) };
    },
  };
}

/** Exactly one of a few, as `oneOf` demands it. */
export function exactlyOneOf(sat: Sat, lits: readonly Lit[]): Lit {
  return sat.or(
    lits.map((lit, index) => sat.and([lit, ...lits.flatMap((other, at) => (at === index ? [] : [-other]))])),
  );
}
