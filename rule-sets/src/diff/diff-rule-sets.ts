import { type Json, jsonText } from '@caseway/form-schemas';
import { isJsonObject, type JsonObject, jsonEqual, own, pointerTo } from '../json-value.ts';
import type { RuleSet } from '../model/rule-set.ts';
import { bracketed, diffField, diffList, type ListCodes } from './diff-lists.ts';
import { type ConditionCodes, conditionCode, diffEvent, diffRules, edit, type Two, values } from './diff-rules.ts';
import type { Edit, RuleSetChange, RuleSetChangeCode } from './rule-set-change.ts';
import { isRegular, type Sheet, sheetOf } from './rule-set-sheet.ts';

const NAMED: ConditionCodes = {
  tighter: 'named-tightened',
  looser: 'named-loosened',
  other: 'named-changed',
  same: 'named-rewritten',
};

/** Names of the conditions that a condition uses. */
function namesIn(value: Json | undefined, found = new Set<string>(), depth = 0): Set<string> {
  if (depth > 64) return found;
  if (Array.isArray(value)) for (const part of value) namesIn(part, found, depth + 1);
  else if (isJsonObject(value)) {
    if (typeof value.condition === 'string') found.add(value.condition);
    for (const key of ['all', 'any', 'not']) namesIn(own(value, key), found, depth + 1);
  }
  return found;
}

/** Names of the rules that are on and use a named condition, by themselves or through another. */
function usersOf(name: string, { rules, order, fields }: Sheet): string[] {
  const named = own(fields, 'conditions');
  const using = new Set([name]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [other, condition] of Object.entries(isJsonObject(named) ? named : {})) {
      if (using.has(other) || ![...namesIn(condition)].some((inner) => using.has(inner))) continue;
      using.add(other);
      grown = true;
    }
  }
  return order.filter((id) => [...namesIn(own(rules[id]?.rule, 'conditions'))].some((inner) => using.has(inner)));
}

function diffNamed(two: Two): RuleSetChange[] {
  const [old, now] = [own(two.before.fields, 'conditions'), own(two.after.fields, 'conditions')];
  if (!isJsonObject(old ?? {}) || !isJsonObject(now ?? {}) || old === null || now === null) {
    return diffField('conditions', two, 'meaning', 'field-changed');
  }
  const changes = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].flatMap(
    (name): RuleSetChange[] => {
      const [before, after] = [own(old, name), own(now, name)];
      if (jsonEqual(before, after)) return [];
      const code =
        before === undefined
          ? 'named-added'
          : after === undefined
            ? 'named-removed'
            : conditionCode(NAMED, two, before, after);
      const touches = usersOf(name, after === undefined ? two.before : two.after);
      const isMeaning = touches.length > 0 && code !== 'named-rewritten';
      const at = ['fields', 'conditions', name];
      return [
        {
          class: isMeaning ? 'meaning' : 'words',
          code,
          pointer: pointerTo('', 'conditions', name),
          subject: name,
          ...values(before, after),
          touches,
          edits: [edit(at, after)],
        },
      ];
    },
  );
  return bracketed(changes, two, ['conditions'], {});
}

const VALUES: ListCodes = {
  class: 'words',
  added: 'value-added',
  removed: 'value-removed',
  changed: 'value-title-changed',
  moved: 'value-moved',
  // Levels are compared by their order.
  order: 'meaning',
};

const TESTS: ListCodes = {
  class: 'tests',
  added: 'test-added',
  removed: 'test-removed',
  changed: 'test-changed',
  moved: 'test-moved',
  order: 'tests',
};

const ACCEPTED: ListCodes = {
  class: 'tests',
  added: 'accepted-added',
  removed: 'accepted-removed',
  changed: 'accepted-changed',
  moved: 'accepted-moved',
  order: 'tests',
};

function diffVocabularies(two: Two): RuleSetChange[] {
  const [old, now] = [own(two.before.fields, 'outcomes'), own(two.after.fields, 'outcomes')];
  if (!isJsonObject(old ?? {}) || !isJsonObject(now ?? {}) || old === null || now === null) {
    return diffField('outcomes', two, 'words', 'field-changed');
  }
  const changes = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].flatMap(
    (param): RuleSetChange[] => {
      const [before, after] = [own(old, param), own(now, param)];
      if (jsonEqual(before, after)) return [];
      const at = ['fields', 'outcomes', param];
      const base = { class: 'words' as const, pointer: pointerTo('', 'outcomes', param), subject: param };
      const whole = (code: RuleSetChangeCode) => [
        { ...base, code, ...values(before, after), edits: [edit(at, after)] },
      ];
      if (before === undefined) return whole('vocabulary-added');
      if (after === undefined) return whole('vocabulary-removed');
      const isUsual = (value: Json) =>
        isJsonObject(value) &&
        Object.keys(value).every((key) => key === 'title' || key === 'values') &&
        Array.isArray(value.values);
      if (!isUsual(before) || !isUsual(after)) return whole('vocabulary-changed');
      const [from, to] = [own(before, 'title'), own(after, 'title')];
      const title: RuleSetChange[] = jsonEqual(from, to)
        ? []
        : [{ ...base, code: 'vocabulary-title-changed', ...values(from, to), edits: [edit([...at, 'title'], to)] }];
      const list = diffList(['outcomes', param, 'values'], two, VALUES, (_, id) => `${param}.${id}`);
      return [...title, ...list];
    },
  );
  return bracketed(changes, two, ['outcomes'], {});
}

const acceptedSubject = (item: Json): string => jsonText(own(item, 'code') ?? '');

type Section = (two: Two) => RuleSetChange[];
const field =
  (key: string, weight: RuleSetChange['class'], code: RuleSetChangeCode): Section =>
  (two) =>
    diffField(key, two, weight, code);

/** Everything beside the rules, in the order in which it is told. */
const SECTIONS: Record<string, Section> = {
  kind: field('kind', 'meaning', 'kind-changed'),
  key: field('key', 'meaning', 'key-changed'),
  form: field('form', 'meaning', 'form-changed'),
  alsoForms: field('alsoForms', 'meaning', 'also-forms-changed'),
  hitPolicy: field('hitPolicy', 'meaning', 'hit-policy-changed'),
  conditions: diffNamed,
  otherwise: ({ before, after }) => {
    const changes: RuleSetChange[] = [];
    diffEvent(
      own(before.fields, 'otherwise'),
      own(after.fields, 'otherwise'),
      ['fields', 'otherwise'],
      ['otherwise'],
      false,
      ({ steps = [], ...change }) => changes.push({ pointer: pointerTo('', ...steps), ...change }),
    );
    return changes;
  },
  outcomes: diffVocabularies,
  title: field('title', 'words', 'set-title-changed'),
  description: field('description', 'words', 'description-changed'),
  $schema: field('$schema', 'words', 'field-changed'),
  accepted: (two) => diffList(['accepted'], two, ACCEPTED, acceptedSubject),
  tests: (two) => diffList(['tests'], two, TESTS, (_, id) => id),
};

const FIRST = ['kind', 'key', 'form', 'alsoForms', 'hitPolicy', 'conditions'];

/**
 * What differs between two rule sets, as changes that can be said in words (`renderRuleSetChange`) and that rebuild the
 * new one from the old (`applyRuleSetChanges`). None between equal ones (the order of keys apart). A rule is followed by
 * its name, or by its content where only the name changed. Takes any JSON object: drafts may hold anything.
 */
export function diffRuleSets(old: RuleSet, now: RuleSet): RuleSetChange[] {
  const [from, to] = [old, now] as unknown as [JsonObject, JsonObject];
  const whole = !isRegular(from) || !isRegular(to);
  const two: Two = { old: from, now: to, before: sheetOf(from, whole), after: sheetOf(to, whole) };
  const others = [...new Set([...Object.keys(two.before.fields), ...Object.keys(two.after.fields)])].filter(
    (key) => !Object.hasOwn(SECTIONS, key),
  );
  const section = (key: string) => SECTIONS[key]?.(two) ?? [];
  const changes = [
    ...FIRST.flatMap(section),
    ...diffRules(two),
    ...Object.keys(SECTIONS)
      .filter((key) => !FIRST.includes(key))
      .flatMap(section),
    ...others.flatMap((key) => {
      const isList = key === 'rules' || key === 'parked';
      return diffField(key, two, 'meaning', isList ? 'lists-changed' : 'field-changed');
    }),
  ];
  const hadParked = Object.hasOwn(two.before.lists, 'parked');
  if (!whole && hadParked !== Object.hasOwn(two.after.lists, 'parked')) {
    // The empty list came or went: nothing to tell, but the file is another.
    const note: Edit = hadParked ? { at: ['lists', 'parked'] } : { at: ['lists', 'parked'], set: true };
    const last = changes.at(-1);
    if (last) last.edits = [...last.edits, note];
    else changes.push({ class: 'words', code: 'field-changed', pointer: '/parked', subject: 'parked', edits: [note] });
  }
  return changes;
}
