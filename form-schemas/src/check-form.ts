import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { checkCalculations } from './calculate/check-calculations.ts';
import { checkChoices } from './check-choices.ts';
import { checkDayBounds } from './check-day-bounds.ts';
import { checkPlaces, placesOf, pointerOf } from './check-places.ts';
import { checkKeywords, checkTexts, saysNothing } from './check-writing.ts';
import { CONDITION_KEYWORDS, SAYS_NOTHING } from './condition-keywords.ts';
import { answersOf, DENIES } from './denials.ts';
import { asForm, isPlainSchema } from './derive/as-form.ts';
import { matches } from './evaluate/evaluate.ts';
import { definitionOf, fieldTypeOf } from './field-types/registry.ts';
import { type FormFinding, formFinding, type Report } from './form-findings.ts';
import { FORM_LIMITS, FORM_META_SCHEMA } from './form-meta-schema.ts';
import { isObject } from './json/equal.ts';
import { escapeToken } from './json/pointer.ts';
import { jsonText } from './json/text.ts';
import { findUnusable, MAX_NESTING } from './json/usable.ts';
import type { FormBindings, FormDefinition, FormSchema } from './model/form-definition.ts';
import { type Recuses, recusesOf } from './model/recuses.ts';
import { quotedList } from './model/text.ts';
import { refTarget, resolveRef } from './schema-index.ts';
import { allProperties, fieldAt } from './schema-walk.ts';
import { shapeWords } from './shape-words.ts';

let compiled: ValidateFunction | undefined;

/** Compiled when first needed: compiling makes code, which pages may not. */
function metaCheck(): ValidateFunction {
  compiled ??= new Ajv2020({ allErrors: true, strict: false }).compile(FORM_META_SCHEMA);
  return compiled;
}

function checkShape(content: unknown, report: Report): boolean {
  const check = metaCheck();
  if (check(content)) return true;
  for (const error of check.errors ?? []) report('shape', error.instancePath, {}, { detail: shapeWords(error) });
  return false;
}

const leadsSomewhere = (schema: FormSchema, root: FormSchema): boolean =>
  schema.$ref === undefined || refTarget(schema, root) !== undefined;

const BOUNDS = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

function checkValues(schema: FormSchema, pointer: string, field: string, report: Report): void {
  for (const [least, most] of BOUNDS) {
    const [from, to] = [schema[least], schema[most]];
    if (from !== undefined && to !== undefined && from > to) report('bounds-crossed', `${pointer}/${least}`);
  }
  checkChoices(schema, pointer, report);
  if (schema['x-sensitive'] && (schema.enum || schema.type === 'boolean')) {
    report('sensitive-choice', pointer, { field });
  }
  if (schema['x-petitioner']) {
    if (!schema['x-sensitive']) report('petitioner-not-sensitive', pointer, { field });
    if (schema.type !== 'string') report('petitioner-not-text', pointer, { field });
  }
}

const isText = ({ type, enum: choices }: FormSchema): boolean => type === 'string' && choices === undefined;

/** What a value must be for somebody to be kept out by it. */
const KEEPS_OUT: Record<Exclude<Recuses, 'described'>, (value: FormSchema) => boolean> = {
  staff: (value) => isText(value) && (value.format === undefined || value.format === 'uuid'),
  department: ({ type, enum: choices }) => choices !== undefined && (type === undefined || type === 'string'),
  named: (value) => isText(value) && value.format === undefined,
};

function checkRecusal(schema: FormSchema, pointer: string, field: string, root: FormSchema, report: Report): void {
  const here = resolveRef(schema, root);
  const who = recusesOf(here);
  if (!who || who === 'described') return;
  const value = here.items && leadsSomewhere(here.items, root) ? resolveRef(here.items, root) : here;
  if (!KEEPS_OUT[who](value)) report(`recuses-no-${who}`, `${pointer}/x-recuses`, { field });
}

/** What a case is decided by is answered by a person; a text that stands there at first decides nothing. */
function checkDefaults(form: FormDefinition, report: Report): void {
  if (form.use !== 'case') return;
  for (const { schema, steps } of placesOf(form.schema)) {
    const [within, field = ''] = steps.slice(-2);
    if (schema.default === undefined || within !== 'properties' || schema['x-sensitive']) continue;
    if (definitionOf(schema).decides) report('default-answers', `${pointerOf(steps)}/default`, { field });
  }
}

function checkField(
  schema: FormSchema,
  pointer: string,
  field: string,
  root: FormSchema,
  depth: number,
  report: Report,
) {
  if (depth > FORM_LIMITS.depth) {
    report('too-deep', pointer, { limit: FORM_LIMITS.depth });
    return;
  }
  if (!leadsSomewhere(schema, root)) return;
  const here = resolveRef(schema, root);
  if (!here['x-title']) report('missing-title', pointer, { field });
  if (here.type === undefined && !here.enum && here.const === undefined && !here.properties) {
    report('no-type', pointer, { field });
  }
  const mark = here['x-field'];
  if (mark && fieldTypeOf(here) !== mark) report('field-shape', `${pointer}/x-field`, { field, type: mark });
  checkValues(here, pointer, field, report);
  if (here.default !== undefined && !matches(here, here.default, root))
    report('bad-default', `${pointer}/default`, { field });
  checkRecusal(here, pointer, field, root, report);
  const { items } = here;
  if (items) {
    if (!leadsSomewhere(items, root)) return;
    checkRecusal(items, `${pointer}/items`, field, root, report);
    const item = resolveRef(items, root);
    checkValues(item, `${pointer}/items`, field, report);
    checkObject(item, `${pointer}/items`, root, depth + 1, report);
  }
  checkObject(here, pointer, root, depth + 1, report);
}

/** Whether a keyword demands anything; one that is none is told wherever it stands. */
const isJudged = (keyword: string): boolean =>
  Object.hasOwn(FORM_META_SCHEMA.$defs.schema.properties, keyword) &&
  !keyword.startsWith('x-') &&
  !SAYS_NOTHING.has(keyword);

/** `known`: the names that it can speak of; null inside of a field's value, whose own names are not looked at. */
function checkCondition(
  condition: FormSchema,
  pointer: string,
  known: ReadonlySet<string> | null,
  report: Report,
): void {
  const allowed: readonly string[] = CONDITION_KEYWORDS;
  for (const keyword of Object.keys(condition)) {
    if (isJudged(keyword) && !allowed.includes(keyword)) {
      report(
        'condition-keyword',
        `${pointer}/${keyword}`,
        { keyword },
        { allowed: { 'zh-CN': quotedList(allowed, 'zh-CN'), en: quotedList(allowed, 'en') } },
      );
    }
  }
  for (const field of [...Object.keys(condition.properties ?? {}), ...(condition.required ?? [])]) {
    if (known?.has(field) === false) report('condition-field', pointer, { field });
  }
  for (const name of ['allOf', 'anyOf', 'oneOf'] as const) {
    for (const [index, part] of (condition[name] ?? []).entries()) {
      checkCondition(part, `${pointer}/${name}/${index}`, known, report);
    }
  }
  if (condition.not) checkCondition(condition.not, `${pointer}/not`, known, report);
  for (const [name, property] of Object.entries(condition.properties ?? {})) {
    checkCondition(property, `${pointer}/properties/${escapeToken(name)}`, null, report);
  }
  for (const name of ['items', 'contains'] as const) {
    const part = condition[name];
    if (part) checkCondition(part, `${pointer}/${name}`, null, report);
  }
}

/** Checks an object's fields, with those of its branches. */
function checkObject(schema: FormSchema, pointer: string, root: FormSchema, depth: number, report: Report): void {
  const properties = allProperties(schema, root);
  const known = new Set(properties.keys());
  const visit = (part: FormSchema, at: string, inBranch: boolean): void => {
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const place = `${at}/properties/${escapeToken(name)}`;
      // A branch may narrow a field that is declared elsewhere.
      const declared = properties.get(name)?.['x-title'] !== undefined;
      const narrows = inBranch && declared && !resolveRef(property, root)['x-title'];
      if (!narrows) checkField(property, place, name, root, depth, report);
    }
    for (const [index, name] of (part.required ?? []).entries()) {
      if (!known.has(name)) report('required-unknown', `${at}/required/${index}`, { field: name });
      else if (definitionOf(properties.get(name) ?? {}).holdsNothing)
        report('required-nothing', `${at}/required/${index}`, { field: name });
    }
    if (part.if) checkCondition(part.if, `${at}/if`, known, report);
    if (part.then) visit(part.then, `${at}/then`, true);
    if (part.else) visit(part.else, `${at}/else`, true);
    for (const group of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, inner] of (part[group] ?? []).entries()) {
        const place = `${at}/${group}/${index}`;
        if (leadsSomewhere(inner, root)) visit(resolveRef(inner, root), place, true);
      }
    }
  };
  visit(schema, pointer, false);
}

function checkSections(form: FormDefinition, report: Report): void {
  const known = allProperties(form.schema, form.schema);
  const placed = new Set<string>();
  const keys = new Set<string>();
  for (const [index, section] of form.ui.sections.entries()) {
    if (keys.has(section.key)) report('duplicate-section', `/ui/sections/${index}/key`, { key: section.key });
    keys.add(section.key);
    for (const [place, field] of section.fields.entries()) {
      const pointer = `/ui/sections/${index}/fields/${place}`;
      if (!known.has(field)) report('unknown-field', pointer, { field });
      if (placed.has(field)) report('twice-in-sections', pointer, { field });
      placed.add(field);
    }
  }
  for (const field of known.keys()) {
    if (!placed.has(field)) report('not-in-a-section', `/schema/properties/${escapeToken(field)}`, { field });
  }
  for (const pointer of Object.keys(form.ui.fields ?? {})) {
    if (!fieldAt(form, pointer)) report('unknown-field', `/ui/fields/${escapeToken(pointer)}`, { field: pointer });
  }
}

/** What an answer denies is held against the outcome of an action: it must be one answer, and readable by rules. */
function checkDenials(form: FormDefinition, report: Report): void {
  const visit = (raw: FormSchema, pointer: string, name: string, inList: boolean, depth: number): void => {
    if (depth > 2 * FORM_LIMITS.depth) return;
    const schema = resolveRef(raw, form.schema);
    const below = (part: FormSchema | undefined, at: string, as = name, list = inList) => {
      if (part) visit(part, `${pointer}/${at}`, as, list, depth + 1);
    };
    const placed = !inList && form.use === 'step' && !schema['x-sensitive'];
    const answers = placed ? answersOf(schema)?.map(jsonText) : undefined;
    for (const keyword of DENIES) {
      const denies = schema[keyword];
      const at = `${pointer}/${keyword}`;
      if (denies && !answers) report('denies-place', at, { field: name, keyword });
      const named = Object.keys(denies ?? {});
      for (const value of named.length > 0 ? (answers ?? []) : []) {
        if (!named.includes(value)) report('denies-silent', at, { field: name, value, keyword });
      }
      for (const value of answers ? named : []) {
        if (!answers?.includes(value)) report('denies-unknown-answer', at, { field: name, value, keyword });
      }
    }
    for (const [key, part] of Object.entries(schema.properties ?? {}))
      below(part, `properties/${escapeToken(key)}`, key);
    below(schema.items, 'items', name, true);
    for (const list of ['allOf', 'anyOf', 'oneOf'] as const) {
      for (const [index, part] of (schema[list] ?? []).entries()) below(part, `${list}/${index}`);
    }
    below(schema.then, 'then');
    below(schema.else, 'else');
  };
  visit(form.schema, '/schema', form.key, false, 0);
}

const PERSONAL: readonly (keyof FormBindings)[] = [
  'petitionerName',
  'petitionerId',
  'petitionerContact',
  'petitionerAddress',
];
const BOUND_TYPES: Partial<Record<keyof FormBindings, string>> = {
  receivedOn: 'date',
  headcount: 'integer',
  place: 'place',
  about: 'case',
  deliveredOn: 'date',
  doneOn: 'date',
};

function checkBindings(form: FormDefinition, report: Report): void {
  if (form.use === 'case' && form.bindings?.title === undefined) report('binding-missing', '');
  if (form.review && (form.use !== 'case' || form.bindings?.about === undefined))
    report('review-needs-case', '/review');
  for (const [name, pointer] of Object.entries(form.bindings ?? {}) as [keyof FormBindings, string][]) {
    const at = `/bindings/${name}`;
    const schema = fieldAt(form, pointer);
    if (!schema) {
      report('binding-not-a-field', at, { name, pointer });
      continue;
    }
    const sensitive = schema['x-sensitive'] !== undefined;
    if (PERSONAL.includes(name) && !sensitive) report('binding-not-sensitive', at, { name });
    if (name === 'title' && sensitive) report('binding-sensitive', at);
    if (name === 'matter' && sensitive) report('matter-sensitive', at);
    const wanted = BOUND_TYPES[name];
    if (wanted && fieldTypeOf(schema) !== wanted) report('binding-type', at, { name, wanted });
  }
}

const UNUSABLE = { nesting: 'too-deep', characters: 'unusable-characters', numbers: 'unusable-number' } as const;

/**
 * Whether a form is usable, safe and complete; takes anything. `reserved` are the names of system facts, which no top-level field
 * may have. Errors stop publishing, warnings do not. A plain JSON Schema is a form too, but where a `form` is asked for.
 */
export function checkForm(
  content: unknown,
  reserved: readonly string[] = [],
  as: 'form' | 'any' = 'any',
): FormFinding[] {
  const findings: FormFinding[] = [];
  const report: Report = (...finding) => void findings.push(formFinding(...finding));
  if (!isObject(content) && typeof content !== 'boolean') {
    report('not-an-object', '');
    return findings;
  }
  const unusable = findUnusable(content);
  for (const { pointer, why } of unusable) {
    report(UNUSABLE[why], pointer, { limit: MAX_NESTING });
  }
  if (unusable.length > 0) return findings;
  const bytes = JSON.stringify(content).length;
  if (bytes > FORM_LIMITS.bytes) {
    report('too-large', '', { actual: bytes, limit: FORM_LIMITS.bytes });
    return findings;
  }
  const plain = as === 'any' && isPlainSchema(content);
  if (plain && isObject(content) && saysNothing(content)) {
    report('no-schema', '');
    return findings;
  }
  const whole = isObject(content) && !plain ? content : { key: 'form', schema: content };
  if (checkShape(whole, report)) checkMeaning(whole, reserved, report);
  return plain
    ? findings.map((finding) => ({ ...finding, pointer: finding.pointer.replace(/^\/schema/, '') }))
    : findings;
}

function checkMeaning(content: object, reserved: readonly string[], report: Report): void {
  checkTexts(content, report);
  const form = asForm(content);
  const { schema } = form;
  checkKeywords((content as { schema: unknown }).schema, report);
  if (!checkPlaces(schema, report)) return;
  checkObject(schema, '/schema', schema, 0, report);
  const names = [...allProperties(schema, schema).keys()];
  if (names.length > FORM_LIMITS.properties) {
    report('too-large', '/schema', { actual: names.length, limit: FORM_LIMITS.properties });
  }
  for (const field of names) {
    if (reserved.includes(field)) report('reserved-name', `/schema/properties/${escapeToken(field)}`, { field });
  }
  checkSections(form, report);
  checkBindings(form, report);
  checkDefaults(form, report);
  checkDenials(form, report);
  checkDayBounds(form, report);
  checkCalculations(form, report);
}
