import type { Json } from '@caseway/form-schemas';
import { clauseOf } from '../explain/reading.ts';
import { isJsonObject, type JsonObject, jsonEqual, own, pointerTo } from '../json-value.ts';
import type { Condition, RuleSet } from '../model/rule-set.ts';
import { compareConditions, isCondition } from './compare-conditions.ts';
import type { Effect } from './effect.ts';
import { movedItems } from './keyed-list.ts';
import type { Edit, RuleSetChange, RuleSetChangeCode } from './rule-set-change.ts';
import { nameOf, renamedRules, ruleSteps, type Sheet, type SheetRule } from './rule-set-sheet.ts';

/** What a change to a condition is called, by what it does. */
export type ConditionCodes = Record<Effect, RuleSetChangeCode>;

const CONDITION: ConditionCodes = {
  tighter: 'condition-tightened',
  looser: 'condition-loosened',
  other: 'condition-changed',
  same: 'condition-rewritten',
};

/** Both sides of a comparison. */
export interface Two {
  old: JsonObject;
  now: JsonObject;
  before: Sheet;
  after: Sheet;
}

/** Clauses of a condition of a rule set that may be a draft. */
export const clausesOf = (condition: Json, content: JsonObject) => {
  const named = own(content, 'conditions');
  const usable = isJsonObject(named)
    ? Object.fromEntries(Object.entries(named).filter(([, value]) => isCondition(value)))
    : {};
  return clauseOf(condition as unknown as Condition, { conditions: usable } as unknown as RuleSet);
};

/** The code of a changed condition; of what can't be read as one nothing is certain. */
export function conditionCode(
  codes: ConditionCodes,
  { old, now }: Two,
  before: Json | undefined,
  after: Json | undefined,
) {
  if (before === undefined || after === undefined || !isCondition(before) || !isCondition(after)) return codes.other;
  return codes[compareConditions(clausesOf(before, old), clausesOf(after, now)).effect];
}

/** `before` and `after` as far as they are there. */
export const values = (before: Json | undefined, after: Json | undefined): Pick<RuleSetChange, 'before' | 'after'> => ({
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

/** The step that brings the old value at a place to the new one. */
export const edit = (at: string[], after: Json | undefined): Edit =>
  after === undefined ? { at } : { at, set: after };

const priorityOf = ({ rule }: SheetRule): number => Number(rule.priority ?? 1) || 1;

/** Names of the rules that are on, in the order in which they decide. */
function deciding({ rules, order }: Sheet): string[] {
  const priority = (id: string) => priorityOf(rules[id] ?? { rule: {} });
  return order.toSorted((a, b) => priority(b) - priority(a));
}

/** The common rules that decide before a rule in one of the versions and after it in the other. */
function overtaken(id: string, oldId: string, two: Two, oldNames: ReadonlyMap<string, string>): string[] {
  const [was, is] = [deciding(two.before), deciding(two.after)];
  const old = new Map(was.map((name, index) => [name, index]));
  const now = new Map(is.map((name, index) => [name, index]));
  const [here, there] = [now.get(id), old.get(oldId)];
  if (here === undefined || there === undefined) return [];
  return is.filter((other, index) => {
    const before = old.get(oldNames.get(other) ?? other);
    return other !== id && before !== undefined && before < there !== index < here;
  });
}

const RULE_FIELDS: Record<string, { code: RuleSetChangeCode; class: RuleSetChange['class'] }> = {
  title: { code: 'title-changed', class: 'words' },
  source: { code: 'source-changed', class: 'words' },
  assumed: { code: 'assumed-changed', class: 'words' },
  comment: { code: 'comment-changed', class: 'words' },
  group: { code: 'group-changed', class: 'words' },
};

type Report = (change: Omit<RuleSetChange, 'pointer'> & { steps?: (string | number)[] }) => void;

/** What an event says, param by param. `at`: its place in the sheet. */
export function diffEvent(
  before: Json | undefined,
  after: Json | undefined,
  at: string[],
  steps: (string | number)[],
  isOff: boolean,
  report: Report,
): void {
  if (jsonEqual(before, after)) return;
  const weight = isOff ? 'words' : 'meaning';
  const [old, now] = [own(before, 'params'), own(after, 'params')];
  const known = (event: Json | undefined) =>
    isJsonObject(event) &&
    Object.keys(event).every((key) => key === 'type' || key === 'params') &&
    (!Object.hasOwn(event, 'params') || isJsonObject(event.params));
  // An event that is none, or came or went with its params, is told as a whole.
  if (!known(before) || !known(after) || (old === undefined) !== (now === undefined)) {
    report({ class: weight, code: 'event-type-changed', ...values(before, after), steps, edits: [edit(at, after)] });
    return;
  }
  const [was, is] = [own(before, 'type'), own(after, 'type')];
  if (!jsonEqual(was, is)) {
    report({
      class: weight,
      code: 'event-type-changed',
      ...values(was, is),
      steps: [...steps, 'type'],
      edits: [edit([...at, 'type'], is)],
    });
  }
  for (const param of new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])) {
    const [from, to] = [own(old, param), own(now, param)];
    if (jsonEqual(from, to)) continue;
    report({
      class: param === 'say' ? 'words' : weight,
      code: param === 'say' ? 'say-changed' : 'outcome-changed',
      subject: param,
      ...values(from, to),
      steps: [...steps, 'params', ...(to === undefined ? [] : [param])],
      edits: [edit([...at, 'params', param], to)],
    });
  }
}

function diffRule(id: string, oldId: string, two: Two, oldNames: ReadonlyMap<string, string>, report: Report): void {
  const [was, is] = [two.before.rules[oldId], two.after.rules[id]];
  if (!was || !is) return;
  const steps = ruleSteps(two.after, id) ?? [];
  const isOff = was.at !== undefined && is.at !== undefined;
  const weight = isOff ? 'words' : 'meaning';
  for (const key of new Set([...Object.keys(was.rule), ...Object.keys(is.rule)])) {
    const [before, after] = [own(was.rule, key), own(is.rule, key)];
    if (key === 'name' || jsonEqual(before, after)) continue;
    const at = ['rules', id, 'rule', key];
    const place = { steps: after === undefined ? steps : [...steps, key] };
    const change = { ...values(before, after), ...place, edits: [edit(at, after)] };
    if (key === 'event') diffEvent(before, after, at, [...steps, key], isOff, report);
    else if (key === 'conditions') {
      const code = conditionCode(CONDITION, two, before, after);
      report({ class: code === 'condition-rewritten' ? 'words' : weight, code, ...change });
    } else if (key === 'priority') {
      const touches = overtaken(id, oldId, two, oldNames);
      // A number that puts no rule before another decides nothing; beside new rules it may.
      const others = two.after.order.some((other) => !Object.hasOwn(two.before.rules, oldNames.get(other) ?? other));
      const matters = touches.length > 0 || others;
      report({ class: matters ? weight : 'words', code: 'priority-changed', touches, ...change });
    } else {
      const known = Object.hasOwn(RULE_FIELDS, key) ? RULE_FIELDS[key] : undefined;
      report({ class: known?.class ?? weight, code: known?.code ?? 'rule-field-changed', subject: key, ...change });
    }
  }
}

/** What differs between the rules of two rule sets: which there are, what each says, and which decides first. */
export function diffRules(two: Two): RuleSetChange[] {
  const { before, after } = two;
  const changes: RuleSetChange[] = [];
  const renamed = renamedRules(before, after);
  const oldNames = new Map([...renamed].map(([from, to]) => [to, from]));
  const oldIdOf = (id: string) => oldNames.get(id) ?? (Object.hasOwn(before.rules, id) ? id : undefined);
  const name = (sheet: Sheet, id: string) => nameOf(sheet.rules[id]?.rule ?? {}) || id;
  const reporter =
    (id: string, oldId: string | undefined): Report =>
    ({ steps, ...change }) =>
      changes.push({
        pointer: pointerTo('', ...(steps ?? ruleSteps(after, id) ?? [])),
        rule: name(after, id),
        ...(oldId !== undefined && { oldRule: name(before, oldId) }),
        ...change,
      });

  for (const [oldId, entry] of Object.entries(before.rules)) {
    if (Object.hasOwn(after.rules, oldId) || renamed.has(oldId)) continue;
    changes.push({
      class: entry.at === undefined ? 'meaning' : 'words',
      code: 'rule-removed',
      pointer: pointerTo('', ...(ruleSteps(before, oldId) ?? [])),
      rule: name(before, oldId),
      oldRule: name(before, oldId),
      before: entry.rule,
      edits: [{ at: ['rules', oldId] }, { at: [entry.at === undefined ? 'order' : 'parkedOrder', oldId] }],
    });
  }

  const isOn = (sheet: Sheet, id: string) => sheet.rules[id]?.at === undefined;
  for (const list of ['order', 'parkedOrder'] as const) {
    const stays = (id: string) => {
      const oldId = oldIdOf(id);
      return oldId === id && isOn(before, oldId) === isOn(after, id);
    };
    const kept = after[list].filter(stays);
    const keptBefore = before[list].filter((id) => Object.hasOwn(after.rules, id) && stays(id));
    const moved = movedItems(keptBefore, kept);
    for (const [index, id] of after[list].entries()) {
      const entry = after.rules[id];
      if (!entry) continue;
      const oldId = oldIdOf(id);
      const report = reporter(id, oldId);
      const place: Edit = { at: [list, id], set: id, after: after[list][index - 1] ?? null };
      const isOff = list === 'parkedOrder';
      if (oldId === undefined) {
        report({
          class: isOff ? 'words' : 'meaning',
          code: 'rule-added',
          after: entry.rule,
          edits: [{ at: ['rules', id], set: entry as Json }, place],
        });
        continue;
      }
      const wasOn = isOn(before, oldId);
      const leave: Edit = { at: [wasOn ? 'order' : 'parkedOrder', oldId] };
      if (oldId !== id) {
        const set = {
          ...before.rules[oldId],
          rule: { ...before.rules[oldId]?.rule, name: entry.rule.name ?? null },
        } as Json;
        const edits: Edit[] = [{ at: ['rules', oldId] }, { at: ['rules', id], set }, leave, place];
        report({ class: 'words', code: 'rule-renamed', before: oldId, after: id, edits });
      }
      const at: Edit = edit(['rules', id, 'at'], entry.at);
      if (wasOn === isOff) {
        // Of a rule that was renamed as well the place is settled already.
        const edits = oldId === id ? [at, leave, place] : [at];
        report({ class: 'meaning', code: isOff ? 'rule-switched-off' : 'rule-switched-on', edits });
      } else if (isOff && before.rules[oldId]?.at !== entry.at)
        report({ class: 'words', code: 'parked-moved', edits: [at] });
      if (moved.has(id)) {
        const touches = isOff ? [] : overtaken(id, id, two, oldNames);
        report({ class: touches.length > 0 ? 'meaning' : 'words', code: 'rule-moved', touches, edits: [place] });
      }
      diffRule(id, oldId, two, oldNames, report);
    }
  }
  return changes;
}
