import { type FormSchema, type Json, matches } from '@caseway/form-schemas';
import { factKey } from '../facts.ts';
import type { Cell } from './cell.ts';
import { cellsOf, guessedType } from './cells.ts';
import type { Demand, State } from './demand.ts';
import { type Comparison, comparisonsIn, holdsTree, type Tree } from './goal-conditions.ts';
import { ShownFields } from './shown-fields.ts';
import { type Source, schemaOf, stored, type Variable, type World } from './world.ts';

/** A condition that must come out so. */
export interface Wanted {
  tree: Tree;
  result: boolean;
}

export interface Problem {
  variables: readonly Variable[];
  /** Of each variable the values it may have instead; `cells[v][0]` is its own. */
  cells: readonly (readonly Cell[])[];
  demands: readonly Demand[];
  /** Of each variable the demands on which it bears. */
  demandsOf: readonly (readonly number[])[];
  /** Variables that may take values which no cell stands for. */
  incomplete: readonly Variable[];
  shown: ShownFields;
}

/** The sources of the comparison's two sides, as far as they are variables. */
function sidesOf(world: World, { key, other }: Comparison): { own: Source | undefined; compared: Source | undefined } {
  return { own: world.sourceOf(key), compared: other === undefined ? undefined : world.sourceOf(other) };
}

/**
 * Adds what the form may newly demand when one of the variables changes and a rule reads: left open, the outcome would
 * not be certain.
 */
function withDemanded(world: World, variables: readonly Variable[]): Variable[] {
  const found = new Map(variables.map((variable) => [variable.index, variable]));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    const fields = new Set([...found.values()].map(({ field }) => field));
    for (const variable of world.variables) {
      const controllers = variable.field === undefined ? undefined : world.shape?.controllersOf(variable.field);
      if (!controllers || ![...controllers].some((name) => fields.has(name))) continue;
      found.set(variable.index, variable);
      for (const name of controllers) {
        for (const at of world.byField.get(name) ?? []) found.set(at, world.variables[at] as Variable);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.index - b.index);
}

/** Variables that bear on some conditions, with every answer on which these depend. */
function closureOf(world: World, comparisons: readonly Comparison[]): Variable[] {
  const found = new Set<number>();
  const add = (index: number) => {
    if (found.has(index)) return;
    found.add(index);
    const { field } = world.variables[index] as Variable;
    if (field === undefined) return;
    for (const controller of world.shape?.controllersOf(field) ?? []) world.byField.get(controller)?.forEach(add);
  };
  for (const comparison of comparisons) {
    for (const source of Object.values(sidesOf(world, comparison))) if (source) add(source.variable);
  }
  return [...found].sort((a, b) => a - b).map((index) => world.variables[index] as Variable);
}

interface Readers {
  /** Comparisons of the variable with a literal, as this variable's value decides them. */
  literal: { comparison: Comparison; source: Source }[];
  /** Comparisons with another fact. */
  crossed: { comparison: Comparison; source: Source }[];
}

function readersOf(world: World, comparisons: readonly Comparison[], variable: Variable): Readers {
  const readers: Readers = { literal: [], crossed: [] };
  for (const comparison of comparisons) {
    const { own, compared } = sidesOf(world, comparison);
    for (const source of [own, compared]) {
      if (source?.variable !== variable.index) continue;
      (comparison.other === undefined ? readers.literal : readers.crossed).push({ comparison, source });
    }
  }
  return readers;
}

/** Everything by which the form tells two answers apart. */
function formSignature(world: World, { field, path }: Variable, schemas: readonly FormSchema[]) {
  if (field === undefined) return () => '';
  const compared = world.shape?.comparedValues(field) ?? [];
  const counts = world.shape?.comparedCounts(field) ?? [];
  const root = world.shape?.form.schema;
  return (value: Json | undefined): string => {
    if (value === undefined) return '-';
    if (path !== undefined) return '+';
    const marks = compared.map((one) => {
      if (Array.isArray(value)) return value.includes(one) ? 'c' : '.';
      if (typeof value === 'number' && typeof one === 'number') return value < one ? '<' : value > one ? '>' : '=';
      return value === one ? '=' : '.';
    });
    const size = Array.isArray(value) ? value.length : 0;
    const sized = counts.map((count) => (size < count ? '<' : size > count ? '>' : '='));
    const fitting = schemas.map((schema) => (matches(schema, value, root ?? schema) ? 'f' : '.'));
    return `+${marks.join('')}${sized.join('')}${fitting.join('')}`;
  };
}

function cellsOfVariable(world: World, comparisons: readonly Comparison[], variable: Variable) {
  const own: Cell = { value: variable.original, steps: 0 };
  if (!variable.mayChange) return { cells: [own], complete: true };
  const { literal, crossed } = readersOf(world, comparisons, variable);
  const { field, path, info, original } = variable;
  const schemas = field === undefined || path !== undefined ? [] : (world.shape?.schemasOf(field) ?? []);
  const ofForm = formSignature(world, variable, schemas);
  const compared = field === undefined || path !== undefined ? [] : (world.shape?.comparedValues(field) ?? []);
  const limits = schemas.flatMap((one) => [one.minimum, one.maximum, one.const]).filter((one) => one !== undefined);
  const operators = new Set(literal.map(({ comparison }) => comparison.leaf.operator));
  const literals = literal.flatMap(({ comparison: { leaf }, source }) => {
    const value = leaf.value as Json;
    return Array.isArray(value) ? value.map(source.back) : [source.back(value)];
  });
  const others = crossed
    .flatMap(({ comparison }) => [comparison.key, comparison.other ?? ''])
    .flatMap((key) => {
      const source = world.sourceOf(key);
      const value = source && world.variables[source.variable]?.original;
      return value === undefined ? [] : [value].flat();
    });
  const signature = (raw: Json | undefined): string => {
    const value = field === undefined ? raw : stored(raw);
    const truths = literal.map(({ comparison, source }) => (comparison.holds(source.of(value), undefined) ? '1' : '0'));
    return `${truths.join('')}${crossed.length > 0 ? JSON.stringify(value) : ''}|${ofForm(value)}`;
  };
  const asksPresence = operators.has('isPresent');
  const found = cellsOf({
    type: info?.type ?? guessedType([original, ...literals, ...others], operators),
    original,
    info,
    schema: schemaOf(world, variable),
    root: world.shape?.form.schema,
    literals: [...literals, ...others, ...compared, ...limits],
    counts: [
      ...literals.filter((value, index) => typeof value === 'number' && literals.indexOf(value) === index),
      ...(field === undefined ? [] : (world.shape?.comparedCounts(field) ?? [])),
    ].filter((value) => typeof value === 'number'),
    vocabulary: world.vocabularyOf(variable),
    mayBeMissing:
      field === undefined ? !info && variable.kind === 'situation' && asksPresence : info?.required !== true,
    onlyLater: variable.kind === 'time' && !world.free,
    signature,
  });
  const plain = [...operators].every((operator) => !operator.includes(':'));
  return {
    cells: [
      own,
      ...found.cells.map((cell) => ({ ...cell, value: field === undefined ? cell.value : stored(cell.value) })),
    ],
    complete: found.complete && plain && crossed.length === 0,
  };
}

/** Puts a wish in the form in which it can be searched. */
export function problemOf(world: World, wanted: readonly Wanted[]): Problem {
  const used = new Set(wanted.flatMap(({ tree }) => [...comparisonsIn(tree)]));
  const comparisons = world.comparisons.list.filter(({ index }) => used.has(index));
  const variables = withDemanded(world, closureOf(world, comparisons));
  const place = new Map(variables.map(({ index }, at) => [index, at]));
  // By what every rule tells apart, not only those asked about: the whole outcome hangs on the value.
  const made = variables.map((variable) => cellsOfVariable(world, world.comparisons.list, variable));
  const cells = made.map((each) => each.cells);
  const shown = new ShownFields(world, variables, cells);

  /** Of every comparison, what it comes to in each cell; the last entry: where nothing is given. */
  const truths = new Map<number, { variable: number; table: Uint8Array }>();
  for (const comparison of comparisons) {
    const { own } = sidesOf(world, comparison);
    const at = own && place.get(own.variable);
    if (comparison.other !== undefined || own === undefined || at === undefined) continue;
    const values = [...(cells[at] ?? []).map(({ value }) => value), undefined];
    const table = Uint8Array.from(values.map((value) => (comparison.holds(own.of(value), undefined) ? 1 : 0)));
    truths.set(comparison.index, { variable: at, table });
  }
  const readAt = (key: string, state: State): Json | undefined => {
    const source = world.sourceOf(key);
    const at = source && place.get(source.variable);
    if (source === undefined || at === undefined) return undefined;
    return source.of(shown.isHidden(at, state) ? undefined : cells[at]?.[state[at] ?? 0]?.value);
  };
  const isTrue = (index: number, state: State): boolean => {
    const known = truths.get(index);
    if (known) {
      const { variable, table } = known;
      return table[shown.isHidden(variable, state) ? table.length - 1 : (state[variable] ?? 0)] === 1;
    }
    const comparison = world.comparisons.list[index];
    if (!comparison) return false;
    return comparison.holds(readAt(comparison.key, state), comparison.other && readAt(comparison.other, state));
  };
  const ofComparisons = (indexes: ReadonlySet<number>): number[] => {
    const mine = comparisons.filter(({ index }) => indexes.has(index));
    return closureOf(world, mine).map(({ index }) => place.get(index) as number);
  };
  const demands: Demand[] = [
    ...wanted.map(({ tree, result }) => ({
      variables: ofComparisons(comparisonsIn(tree)),
      isMet: (state: State) => holdsTree(tree, (index) => isTrue(index, state)) === result,
    })),
    ...shown.demands(),
  ];
  const demandsOf = variables.map((_, at) =>
    demands.flatMap((demand, index) => (demand.variables.includes(at) ? [index] : [])),
  );
  return {
    variables,
    cells,
    demands,
    demandsOf,
    incomplete: variables.filter((_, at) => made[at]?.complete === false),
    shown,
  };
}

/** The key under which a variable is known. */
export const keyOf = ({ fact, path }: Pick<Variable, 'fact' | 'path'>): string => factKey(fact, path);
