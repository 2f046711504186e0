import { type FormDefinition, type Json, type LocalizedText, readPointer } from '@caseway/form-schemas';
import { isJsonObject, pointerTo } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { canonicalText } from '../paths/diff/compare.ts';
import { checkAnswersTogether } from './check-answers.ts';
import { checkClocksGone } from './check-clocks-gone.ts';
import { checkLimits } from './check-limits.ts';
import { checkMeanings } from './check-meanings.ts';
import { checkSessions } from './check-sessions.ts';
import { checkUnattended, checkUnheard } from './check-unattended.ts';
import { checkUses } from './check-uses.ts';
import {
  type FieldProblem,
  type Fields,
  fieldProblem,
  fieldsOf,
  nameOf,
  problemAgainstOthers,
} from './field-problems.ts';
import { checkLostGuards } from './lost-guards.ts';
import { questionOf, type Reading, readingsOf } from './readings.ts';
import { renameEdits } from './rename-edits.ts';
import { checkStarved } from './starved.ts';
import { unknownTerm } from './terms.ts';
import { type Known, type Place, plain, type Together, type TogetherFinding, type TogetherMend } from './together.ts';

const byKey = <T extends { key: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.key, item]));

const pathOf = ({ fact, steps }: Reading): string[] => [fact, ...steps];

/** Where a field stands in a form, or would stand. */
function fieldPlace(form: FormDefinition, reading: Reading, problem: FieldProblem): Place {
  const names = problem.renamedTo
    ? [problem.renamedTo.fact, ...(problem.renamedTo.path?.split('.').slice(1) ?? [])]
    : pathOf(reading);
  return {
    kind: 'forms',
    key: form.key,
    pointer: pointerTo('/schema', ...names.flatMap((name) => ['properties', name])),
  };
}

/** Both ways to make a renamed field one again: the reader follows, or the form takes its word back. */
function mendsOf(reading: Reading, form: FormDefinition, { renamedTo, params }: FieldProblem): TogetherMend[] {
  const { kind, key, pointer } = reading.place;
  // Days are named by a pointer, not as a fact.
  if (!renamedTo || pointer.endsWith('/days')) return [];
  if (reading.steps.length > 0) return [];
  return [
    {
      kind,
      key,
      code: 'read-other-field',
      params: { other: params.other ?? plain(renamedTo.fact) },
      edits: [{ pointer: `${pointer}/fact`, value: renamedTo.fact }],
    },
    {
      kind: 'forms',
      key: form.key,
      code: 'name-as-before',
      params: { name: plain(reading.fact) },
      edits: renameEdits(form, renamedTo.fact, reading.fact),
    },
  ];
}

/** One text in each language, of several. */
const joined = (texts: readonly LocalizedText[]): LocalizedText => ({
  'zh-CN': texts.map((text) => `“${text['zh-CN']}”`).join('、'),
  en: texts.map((text) => `“${text.en}”`).join(', '),
});

const asksForm = (condition: Json): boolean =>
  isJsonObject(condition) && condition.fact === 'form' && ['equal', 'in'].includes(String(condition.operator));

/**
 * What a rule asks of a field that some of its forms lack, it asks of the others alone: where several things must hold, the
 * form is one of them; else the question itself has the form beside it.
 */
function onlyForForms({ place }: Reading, ruleSet: RuleSet, having: readonly FormDefinition[]): TogetherMend[] {
  const content: Record<string, Json> = JSON.parse(JSON.stringify(ruleSet));
  const leaf = readPointer(content, place.pointer);
  const [first] = having;
  if (!first || leaf === undefined) return [];
  const keys = having.map(({ key }) => key);
  const form: Json =
    keys.length === 1
      ? { fact: 'form', operator: 'equal', value: first.key }
      : { fact: 'form', operator: 'in', value: keys };
  const [, list = '', at] = /^(.*\/all)\/(\d+)$/.exec(place.pointer) ?? [];
  const parts = at === undefined ? undefined : readPointer(content, list);
  const edit = Array.isArray(parts)
    ? { pointer: list, value: [form, ...parts.filter((part) => !asksForm(part))] }
    : { pointer: place.pointer, value: { all: [form, leaf] } };
  return [
    {
      kind: 'rule-sets',
      key: ruleSet.key,
      code: 'only-for-forms',
      params: { forms: joined(having.map(({ title }) => title)) },
      edits: [edit],
    },
  ];
}

interface Stood {
  /** The forms as they stood. */
  forms: Map<string, FormDefinition>;
  /** Questions that were asked of forms by documents that stood. */
  asked: ReadonlySet<string>;
  /** Which document asked which form at all. */
  pairs: ReadonlySet<string>;
}

const pairOf = (reading: Reading, form: string): string => `${reading.place.kind}/${reading.place.key} ${form}`;

function stoodBefore(before: Together): Stood {
  const readings = readingsOf(before);
  const each = (name: (reading: Reading, form: string) => string) =>
    new Set(readings.flatMap((reading) => [...reading.forms].map((form) => name(reading, form))));
  return {
    forms: byKey(before.forms),
    asked: each((reading, form) => `${questionOf(reading)} ${form}`),
    pairs: each(pairOf),
  };
}

interface Around {
  stood: Stood;
  fields: (form: FormDefinition) => Fields;
  now: ReadonlyMap<string, FormDefinition>;
  known: Known;
  standsElsewhere: (reading: Reading, form: FormDefinition) => boolean;
}

/** Whether this very form is asked the same in another place, where it has been thought through. */
function elsewhere(wholes: readonly Together[]): Around['standsElsewhere'] {
  const places = wholes.map((whole) => ({ forms: byKey(whole.forms), asked: stoodBefore(whole).asked }));
  return (reading, form) =>
    places.some(({ forms, asked }) => {
      const there = forms.get(form.key);
      return (
        there &&
        asked.has(`${questionOf(reading)} ${form.key}`) &&
        (there === form || canonicalText(there) === canonicalText(form))
      );
    });
}

/**
 * Whether a form lacks what is read by intention: it never had it, and another form of the reader has; or the question is
 * only asked where the field is given. A question new to a form that the reader knew was not thought through for it.
 */
function lacksByIntention(reading: Reading, form: string, around: Around): boolean {
  if (reading.place.kind === 'paths' || reading.asksIfGiven) return true;
  return formsHaving(reading, around).length > 0 && !around.stood.pairs.has(pairOf(reading, form));
}

/** The forms of a reading that have what it asks for. */
function formsHaving(reading: Reading, { now, fields }: Around): FormDefinition[] {
  return [...reading.forms].flatMap((key) => {
    const form = now.get(key);
    return form && fields(form).has(nameOf(reading)) ? [form] : [];
  });
}

/**
 * What is wrong with one reading of one form. What is asked of it already is judged by what it was; where form and reader come
 * together newly, by every version of the form that was ever published: there is no before to tell what was meant.
 */
function problemOf(reading: Reading, form: FormDefinition, around: Around): FieldProblem | null {
  const { stood, fields, known } = around;
  const old = stood.forms.get(form.key);
  const problem = fieldProblem(reading, form, fields(form), old && { form: old, fields: fields(old) });
  const isLacking = problem?.code === 'field-lacking';
  // A value that could not be given before either was told then.
  const found = problem && !isLacking && !(problem.code === 'value-gone' && !old) ? problem : null;
  if (found || (old && stood.asked.has(`${questionOf(reading)} ${form.key}`))) return found;
  if (reading.asksIfGiven && stood.pairs.has(pairOf(reading, form.key))) return null;
  const others = known.forms.filter((other) => other.key === form.key && other !== form);
  const against = problemAgainstOthers(reading, form, others, fields);
  const fault = against ?? (isLacking && !lacksByIntention(reading, form.key, around) ? problem : null);
  return fault && around.standsElsewhere(reading, form) ? null : fault;
}

function checkFields(
  whole: Together,
  before: Together,
  fields: (form: FormDefinition) => Fields,
  known: Known,
): TogetherFinding[] {
  const stood = stoodBefore(before);
  const now = byKey(whole.forms);
  const around: Around = { stood, fields, now, known, standsElsewhere: elsewhere(known.elsewhere) };
  const findings: TogetherFinding[] = [];
  for (const reading of readingsOf(whole)) {
    for (const key of reading.forms) {
      const form = now.get(key);
      const problem = form && problemOf(reading, form, around);
      if (!form || !problem) continue;
      const isLacking = problem.code === 'field-lacking';
      const having = isLacking ? formsHaving(reading, around) : [];
      const [other] = having;
      const field = other && fields(other).get(nameOf(reading))?.title;
      const ruleSet = whole.ruleSets.find((set) => reading.place.kind === 'rule-sets' && set.key === reading.place.key);
      findings.push({
        severity: 'error',
        code: problem.code,
        places: [reading.place, fieldPlace(form, reading, problem)],
        params: {
          ...problem.params,
          ...(field && { field }),
          document: reading.document,
          part: reading.part,
          form: form.title,
        },
        mends: isLacking && ruleSet ? onlyForForms(reading, ruleSet, having) : mendsOf(reading, form, problem),
        ...(!isLacking && {
          field: { form: key, path: pathOf(reading), ...(problem.value !== undefined && { value: problem.value }) },
        }),
      });
    }
  }
  return findings;
}

/** Values that rules ask for and nothing gives: for no form at all, or no longer for one that it was given for. */
function checkTerms(whole: Together, before: Together): TogetherFinding[] {
  const findings: TogetherFinding[] = [];
  const stood = new Set(
    readingsOf(before).flatMap((reading) =>
      [...reading.forms].flatMap((form) =>
        unknownTerm(reading, form, before) ? [] : [`${questionOf(reading)} ${form}`],
      ),
    ),
  );
  for (const reading of readingsOf(whole)) {
    const forms = [...reading.forms].filter((key) => whole.forms.some((form) => form.key === key));
    const unknown = forms.flatMap((form) => {
      const term = unknownTerm(reading, form, whole);
      return term ? [{ form, term }] : [];
    });
    const all = unknown.length === forms.length;
    const told = all ? unknown.slice(0, 1) : unknown.filter(({ form }) => stood.has(`${questionOf(reading)} ${form}`));
    for (const { form, term } of told) {
      findings.push({
        severity: term.mayStand ? 'warning' : 'error',
        code: 'term-unknown',
        places: [reading.place, term.source.place],
        params: {
          document: reading.document,
          part: reading.part,
          fact: term.fact,
          value: plain(term.value),
          source: term.source.title,
          form: whole.forms.find(({ key }) => key === form)?.title ?? plain(form),
        },
        mends: [],
      });
    }
  }
  return findings;
}

/**
 * Whether documents that are each fine also fit each other: every field, value, kind and limit that one of them reads of
 * another, for each form of a rule set by itself. `before`: what stood until now; what is gone is told from what never
 * was by it, and what had no such field before is not held against this change. `known` tells it where nothing stood. Pure; an empty answer means they fit.
 */
export function checkTogether(
  whole: Together,
  before: Together,
  known: Known = { forms: [], elsewhere: [] },
): TogetherFinding[] {
  const kept = new Map<FormDefinition, Fields>();
  const fields = (form: FormDefinition): Fields => {
    const known = kept.get(form) ?? fieldsOf(form);
    kept.set(form, known);
    return known;
  };
  const unfit = checkFields(whole, before, fields, known);
  const told = new Set(
    unfit.map(({ places: [reader], field }) => `${reader.kind}/${reader.key}${reader.pointer} ${field?.form}`),
  );
  const isTold = ({ place }: Reading, form: FormDefinition) =>
    told.has(`${place.kind}/${place.key}${place.pointer} ${form.key}`);
  return [
    ...unfit,
    ...checkStarved(whole, before, readingsOf(whole), fields, isTold),
    ...checkLostGuards(whole, before),
    ...checkAnswersTogether(whole, before),
    ...checkTerms(whole, before),
    ...checkLimits(whole),
    ...checkUnattended(whole, before),
    ...checkUnheard(whole, before),
    ...checkClocksGone(whole, before),
    ...checkUses(whole, before, known.filed ?? new Set()),
    ...checkMeanings(whole, before),
    ...checkSessions(whole, before),
  ];
}
