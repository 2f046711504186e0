import { fieldTypeOf } from '../field-types/registry.ts';
import type { FormCode, Report } from '../form-findings.ts';
import { escapeToken, pointerTokens } from '../json/pointer.ts';
import type { FormDefinition, FormSchema } from '../model/form-definition.ts';
import { quotedList } from '../model/text.ts';
import { partsOf, resolveRef } from '../schema-index.ts';
import { MAX_DEPTH } from '../schema-walk.ts';
import { MOST_CALCULATIONS } from './calculations.ts';
import type { Expression } from './expression.ts';
import { FUNCTIONS } from './functions.ts';
import { infer, KIND_WORDS, type Misuse, type Read } from './infer.ts';
import type { Scope, Type, ValueKind } from './model.ts';
import { EXPRESSION_LIMITS, isProblem, parseExpression } from './parse-expression.ts';
import { namesFor, scopesBelow } from './scopes.ts';

/** Types of fields that can be calculated, and what their expression must become. */
const RESULTS: Readonly<Record<string, ValueKind>> = {
  number: 'number',
  integer: 'number',
  amount: 'number',
  date: 'day',
  boolean: 'yes-no',
  text: 'text',
  'long-text': 'text',
  choice: 'text',
};

/** A place that speaks of a field: the branches on the way to it, so that two that exclude each other are known. */
interface Declaration {
  schema: FormSchema;
  /** Of the schema as it is written. */
  pointer: string;
  /** Steps within the object: `then` and `else` of one condition, or two ways of one `oneOf`. */
  branches: string[];
  /** Fields that the conditions on the way ask of. */
  asks: string[];
}

interface Placed {
  scope: Scope;
  pointer: string;
  fields: Map<string, Declaration[]>;
  required: Set<string>;
}

/** What an object says of its fields, branch by branch. */
function placed(scope: Scope, schema: FormSchema, pointer: string, root: FormSchema): Placed {
  const found: Placed = { scope, pointer, fields: new Map(), required: new Set() };
  const visit = (given: FormSchema, at: string, branches: string[], asks: string[], depth: number): void => {
    const here = resolveRef(given, root);
    if (depth > MAX_DEPTH) return;
    for (const [name, property] of Object.entries(here.properties ?? {})) {
      const declared = { schema: resolveRef(property, root), pointer: `${at}/properties/${escapeToken(name)}` };
      found.fields.set(name, [...(found.fields.get(name) ?? []), { ...declared, branches, asks }]);
    }
    for (const name of here.required ?? []) found.required.add(name);
    const asked = here.if ? namesAsked(here.if, root) : [];
    for (const way of ['then', 'else'] as const) {
      const part = here[way];
      if (part) visit(part, `${at}/${way}`, [...branches, `${at}/if ${way}`], [...asks, ...asked], depth + 1);
    }
    for (const [index, part] of (here.allOf ?? []).entries()) {
      visit(part, `${at}/allOf/${index}`, branches, asks, depth + 1);
    }
    for (const group of ['anyOf', 'oneOf'] as const) {
      for (const [index, part] of (here[group] ?? []).entries()) {
        const way = group === 'oneOf' ? [`${at}/oneOf ${index}`] : [];
        visit(part, `${at}/${group}/${index}`, [...branches, ...way], [...asks, ...namesAsked(part, root)], depth + 1);
      }
    }
  };
  visit(schema, pointer, [], [], 0);
  return found;
}

/** Names of fields that a condition speaks of. */
function namesAsked(condition: FormSchema, root: FormSchema, depth = 0): string[] {
  if (depth > MAX_DEPTH) return [];
  const here = resolveRef(condition, root);
  const below = partsOf(here).filter(({ steps }) => ['allOf', 'anyOf', 'oneOf', 'not', 'if'].includes(steps[0] ?? ''));
  return [
    ...Object.keys(here.properties ?? {}),
    ...(here.required ?? []),
    ...below.flatMap(({ schema }) => namesAsked(schema, root, depth + 1)),
  ];
}

/** Whether two places are in branches of which never both are there. */
function exclude(one: Declaration, other: Declaration): boolean {
  return one.branches.some((step) => {
    const at = step.slice(0, step.lastIndexOf(' '));
    return other.branches.some((way) => way !== step && way.slice(0, way.lastIndexOf(' ')) === at);
  });
}

/** Where schemas of objects stand as they are written, by pattern. */
function pointersOf(form: FormDefinition): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (schema: FormSchema, pointer: string, pattern: string, depth: number): void => {
    if (!found.has(pattern)) found.set(pattern, pointer);
    if (depth > 2 * MAX_DEPTH) return;
    for (const { steps, schema: part } of partsOf(schema)) {
      const [keyword = '', name = ''] = steps;
      const at = `${pointer}/${steps.map(escapeToken).join('/')}`;
      if (keyword === 'properties') visit(part, at, `${pattern}/${escapeToken(name)}`, depth + 1);
      else if (keyword === 'items') visit(part, at, `${pattern}/*`, depth + 1);
      else if (['allOf', 'anyOf', 'oneOf', 'then', 'else'].includes(keyword)) visit(part, at, pattern, depth + 1);
    }
  };
  visit(form.schema, '/schema', '', 0);
  return found;
}

const words = (misuse: Misuse & { code: 'calculation-type' }) => ({ wanted: misuse.wanted, found: misuse.found });

/** Reads an expression and tells of what is wrong with it; undefined where it cannot be read. */
function read(
  text: string,
  scope: Scope,
  root: FormSchema,
  tell: (code: FormCode, params: Record<string, string | number>, words?: Parameters<Report>[3]) => void,
): { parsed: Expression; type: Type; reads: Read[] } | undefined {
  const parsed = parseExpression(text, namesFor(text, scope, root));
  if (isProblem(parsed)) {
    const { length, nesting } = EXPRESSION_LIMITS;
    tell(parsed.code, { near: parsed.near, place: parsed.at + 1, length, nesting });
    return undefined;
  }
  const { type, reads, misuses } = infer(parsed, scope, root);
  for (const misuse of misuses) {
    const near = text.slice(misuse.at.from, misuse.at.to);
    if (misuse.code === 'calculation-type') tell(misuse.code, { near }, words(misuse));
    else {
      const known = (locale: 'zh-CN' | 'en') => quotedList(Object.keys(FUNCTIONS), locale);
      const functions = { known: { 'zh-CN': known('zh-CN'), en: known('en') } };
      tell(misuse.code, { name: misuse.name }, misuse.code === 'calculation-function' ? functions : undefined);
    }
  }
  return { parsed, type, reads };
}

const agrees = (type: Type, wanted: ValueKind): boolean => type.is === wanted || type.is === 'anything';

/** Whether calculated values and checks between fields can be read, answered, and mean what their fields are. */
export function checkCalculations(form: FormDefinition, report: Report): void {
  const root = form.schema;
  const written = JSON.stringify(root);
  if (!written.includes('"x-calculate"') && !written.includes('"x-checks"')) return;
  const pointers = pointersOf(form);
  const objects = scopesBelow(root).map((scope) =>
    placed(scope, scope.schema, pointers.get(scope.pattern) ?? '/schema', root),
  );
  const seen = new Set<string>();
  /** Of each calculated field those that it reads, or that decide whether it is there. */
  const readBy = new Map<string, { pointer: string; name: string; needs: Set<string> }>();
  const declared = new Map<string, Declaration[]>();
  for (const { scope, fields } of objects) {
    for (const [name, places] of fields) declared.set(`${scope.pattern}/${escapeToken(name)}`, places);
  }
  let count = 0;
  for (const { scope, fields, required } of objects) {
    for (const [name, places] of fields) {
      const own = `${scope.pattern}/${escapeToken(name)}`;
      for (const place of places) {
        const text = place.schema['x-calculate'];
        if (text === undefined) continue;
        const at = `${place.pointer}/x-calculate`;
        seen.add(at);
        if (++count > MOST_CALCULATIONS) {
          if (count === MOST_CALCULATIONS + 1) report('calculation-many', at, { limit: MOST_CALCULATIONS });
          continue;
        }
        const understood = read(text, scope, root, (...told) => report(told[0], at, told[1], told[2]));
        checkField(name, places, place, at, required, report);
        if (!understood) continue;
        checkResult(name, place, understood.type, at, report);
        const needs = new Set([
          ...understood.reads.map(({ pattern }) => pattern),
          ...place.asks.map((asked) => `${scope.pattern}/${escapeToken(asked)}`),
        ]);
        const known = readBy.get(own)?.needs ?? [];
        readBy.set(own, { pointer: at, name, needs: new Set([...known, ...needs]) });
        checkSources(name, place, understood.reads, declared, at, report);
      }
    }
  }
  checkCircles(readBy, report);
  checkChecks(objects, form, report, (more) => {
    count += more;
    return count <= MOST_CALCULATIONS;
  });
  for (const { schema, pointer } of everyPlace(root)) {
    if (schema['x-calculate'] !== undefined && !isCounted(seen, `${pointer}/x-calculate`, schema, objects)) {
      report('calculation-place', `${pointer}/x-calculate`);
    }
  }
}

/** Whether a schema with an expression is that of a field, by reference or as it stands. */
const isCounted = (seen: ReadonlySet<string>, at: string, schema: FormSchema, objects: readonly Placed[]): boolean =>
  seen.has(at) ||
  objects.some(({ fields }) =>
    [...fields.values()].some((places) =>
      places.some((place) => place.schema['x-calculate'] === schema['x-calculate'] && place.schema.$ref === undefined),
    ),
  );

function* everyPlace(root: FormSchema): Generator<{ schema: FormSchema; pointer: string }> {
  const open = [{ schema: root, pointer: '/schema' }];
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    const { pointer } = next;
    for (const { schema, steps } of partsOf(next.schema)) {
      open.push({ schema, pointer: `${pointer}/${steps.map(escapeToken).join('/')}` });
    }
  }
}

function checkField(
  field: string,
  places: readonly Declaration[],
  { schema }: Declaration,
  at: string,
  required: ReadonlySet<string>,
  report: Report,
): void {
  if (required.has(field)) report('calculation-required', at, { field });
  if (schema.default !== undefined) report('calculation-default', at, { field });
  const typed = places.some(
    ({ schema: other }) =>
      other['x-calculate'] === undefined && (other.type !== undefined || other['x-title'] !== undefined),
  );
  if (typed) report('calculation-and-typed', at, { field });
}

function checkResult(field: string, { schema }: Declaration, type: Type, at: string, report: Report): void {
  const of = fieldTypeOf(schema);
  const wanted = Object.hasOwn(RESULTS, of) ? RESULTS[of] : undefined;
  const choice = of === 'choice' && (schema.enum ?? []).some((value) => typeof value !== 'string');
  const marked = schema['x-recuses'] || schema['x-petitioner'] || schema['x-case'] || schema['x-place'];
  if (!wanted || choice || marked) report('calculation-field', at, { field });
  else if (!agrees(type, wanted)) {
    report('calculation-result', at, { field }, { wanted: KIND_WORDS[wanted], found: KIND_WORDS[type.is] });
  }
}

/** What a calculated field reads: what is personal stays so, and what is never there cannot be read. */
function checkSources(
  field: string,
  place: Declaration,
  reads: readonly Read[],
  declared: ReadonlyMap<string, readonly Declaration[]>,
  at: string,
  report: Report,
): void {
  const told = new Set<string>();
  for (const { pattern } of reads) {
    if (told.has(pattern)) continue;
    told.add(pattern);
    const source = pointerTokens(pattern).at(-1) ?? '';
    const sources = declared.get(pattern) ?? [];
    const personal = sources.some(({ schema }) => schema['x-sensitive'] !== undefined);
    // An answer of few tells little: who writes it decides that it may be known.
    const few = ['boolean', 'choice'].includes(fieldTypeOf(place.schema));
    if (personal && !place.schema['x-sensitive'] && !few) report('calculation-sensitive', at, { field, source });
    if (sources.length > 0 && sources.every((one) => exclude(one, place)))
      report('calculation-never', at, { field, source });
  }
}

function checkCircles(
  readBy: ReadonlyMap<string, { pointer: string; name: string; needs: ReadonlySet<string> }>,
  report: Report,
): void {
  for (const [own, { pointer, name }] of readBy) {
    const reached = new Set<string>();
    const open = [...(readBy.get(own)?.needs ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(readBy.get(next)?.needs ?? []));
    }
    if (reached.has(own)) report('calculation-circle', pointer, { field: name });
  }
}

function checkChecks(
  objects: readonly Placed[],
  { schema: root }: FormDefinition,
  report: Report,
  counted: (more: number) => boolean,
): void {
  for (const { scope, pointer, fields } of objects) {
    const visit = (given: FormSchema, at: string, depth: number): void => {
      const here = resolveRef(given, root);
      if (depth > MAX_DEPTH) return;
      for (const [index, check] of (here['x-checks'] ?? []).entries()) {
        const place = `${at}/x-checks/${index}`;
        if (!counted(1)) {
          report('calculation-many', place, { limit: MOST_CALCULATIONS });
          return;
        }
        const understood = read(check.holds, scope, root, (...told) =>
          report(told[0], `${place}/holds`, told[1], told[2]),
        );
        if (understood && !agrees(understood.type, 'yes-no')) {
          report('check-result', `${place}/holds`, {}, { found: KIND_WORDS[understood.type.is] });
        }
        if (!leadsToField(check.at, fields, objects, scope)) report('check-place', `${place}/at`, { place: check.at });
      }
      for (const way of ['then', 'else'] as const) {
        const part = here[way];
        if (part) visit(part, `${at}/${way}`, depth + 1);
      }
      for (const group of ['allOf', 'anyOf', 'oneOf'] as const) {
        for (const [index, part] of (here[group] ?? []).entries()) visit(part, `${at}/${group}/${index}`, depth + 1);
      }
    };
    visit(scope.schema, pointer, 0);
  }
}

/** A field of the object, or of a group in it. */
function leadsToField(
  at: string,
  fields: ReadonlyMap<string, unknown>,
  objects: readonly Placed[],
  scope: Scope,
): boolean {
  const tokens = pointerTokens(at);
  if (tokens.length === 1) return fields.has(tokens[0] ?? '');
  const group = `${scope.pattern}/${tokens.slice(0, -1).map(escapeToken).join('/')}`;
  return objects.some(({ scope: of, fields: own }) => of.pattern === group && own.has(tokens.at(-1) ?? ''));
}
