import type { Json } from '@caseway/form-schemas';
import { weightOf } from '../combine-outcomes.ts';
import type { Reached, World } from '../contrast/goals.ts';
import { OTHER_TEXT } from '../contrast/other-text.ts';
import type { Variable } from '../contrast/world.ts';
import { isJsonObject } from '../json-value.ts';
import type { Decision } from '../model/rule-set.ts';
import type { Difference, FactChange } from './difference.ts';
import { entriesOf, type OutcomeEntry } from './outcome-text.ts';
import { entriesText, factLabel, type Reading, say, valueText } from './reading.ts';

/** A list of groups of fields. */
const isRows = (value: Json | undefined): value is Json[] => Array.isArray(value) && value.some(isJsonObject);
/** Whether entries were put in that stand for any. */
const isMadeUp = (original: Json | undefined, to: Json | undefined): boolean =>
  isRows(to) && to.length > (Array.isArray(original) ? original.length : 0);

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value) && value.length > 0;

interface Words {
  /** Short, for a list: the fact, and what it is and would be. */
  text: string;
  /** As a clause after "if". */
  clause: string;
}

/** How one fact becomes another: of lists what is put in and taken out, of time what it reaches. */
function wordsOf(
  reading: Reading,
  { fact, path, kind, original }: Variable,
  to: Json | undefined,
  any: boolean,
): Words {
  const label = factLabel(reading, fact, path);
  const words = (value: Json | undefined) => valueText(reading, value, fact, path);
  if (original === undefined && (any || to === OTHER_TEXT)) {
    return {
      text: say(reading, `${label}：填写`, `${label}: given`),
      clause: say(reading, `填写“${label}”`, `“${label}” were given`),
    };
  }
  if (isRows(original) || isRows(to)) {
    const [from, after] = [original, to].map((value) => entriesText(reading, Array.isArray(value) ? value.length : 0));
    return {
      text: say(reading, `${label}：${from} → ${after}`, `${label}: ${from} → ${after}`),
      clause: say(reading, `“${label}”由${from}变为${after}`, `“${label}” had ${after} (now ${from})`),
    };
  }
  if (isList(original) && isList(to)) {
    const added = to.filter((item) => !original.includes(item));
    const removed = original.filter((item) => !to.includes(item));
    const parts = [
      ...(added.length > 0 ? [say(reading, `增加“${words(added)}”`, `also had “${words(added)}”`)] : []),
      ...(removed.length > 0 ? [say(reading, `去掉“${words(removed)}”`, `did not have “${words(removed)}”`)] : []),
    ];
    const signs = [
      ...(added.length > 0 ? [`+ ${words(added)}`] : []),
      ...(removed.length > 0 ? [`− ${words(removed)}`] : []),
    ];
    return {
      text: say(reading, `${label}：${signs.join('，')}`, `${label}: ${signs.join(', ')}`),
      clause: say(reading, `“${label}”${parts.join('、')}`, `“${label}” ${parts.join(' and ')}`),
    };
  }
  const after = to === OTHER_TEXT ? say(reading, '其他内容', 'something else') : words(to);
  const text = say(reading, `${label}：${words(original)} → ${after}`, `${label}: ${words(original)} → ${after}`);
  if (kind === 'time' && original !== undefined && to !== undefined) {
    return { text, clause: say(reading, `“${label}”达到 ${after}`, `“${label}” reached ${after}`) };
  }
  return {
    text,
    clause: say(
      reading,
      `“${label}”由“${words(original)}”变为“${after}”`,
      `“${label}” were “${after}” (now “${words(original)}”)`,
    ),
  };
}

/** The changes that a search found, and each as a clause. */
export function changesOf(
  reading: Reading,
  { variables }: World,
  { changes }: Reached,
): { changes: FactChange[]; clauses: string[] } {
  const told = changes.flatMap(({ variable, to, any }) => {
    const found = variables[variable];
    if (!found || found.kind === 'fixed') return [];
    const { fact, path, kind, original } = found;
    const { text, clause } = wordsOf(reading, found, to, any);
    const change: FactChange = {
      fact,
      ...(path === undefined ? {} : { path }),
      kind,
      from: original ?? null,
      to: to ?? null,
      other: any || to === OTHER_TEXT || isMadeUp(original, to),
      text,
    };
    return [{ change, clause }];
  });
  return { changes: told.map(({ change }) => change), clauses: told.map(({ clause }) => clause) };
}

/** The entries of the outcome that come, change or go. */
export function outcomeChange(reading: Reading, before: Decision, after: Decision): string {
  const was = new Map(entriesOf(reading, weightOf(before.events)).map((entry) => [entry.param, entry]));
  const now = entriesOf(reading, weightOf(after.events));
  // Where nothing is escalated, nobody has anything to decide.
  if (now.length === 0 && reading.ruleSet.kind !== 'escalation') {
    return say(reading, '由工作人员核实后确定', 'a person decides');
  }
  const entry = ({ label, text }: OutcomeEntry) =>
    text === '' ? label : say(reading, `“${label}”为${text}`, `${label} → ${text}`);
  const parts = now.filter(({ param, text }) => was.get(param)?.text !== text).map(entry);
  const present = new Set(now.map(({ param }) => param));
  const gone = [...was.values()].filter(({ param }) => !present.has(param));
  if (gone.length > 0) {
    const labels = gone.map(({ label }) => `“${label}”`).join(say(reading, '、', ', '));
    parts.push(say(reading, `不再有${labels}`, `no longer ${labels}`));
  }
  return parts.length > 0 ? parts.join(say(reading, '；', '; ')) : say(reading, '其余细节不同', 'other details differ');
}

/** A difference as one sentence. */
export function sentence(
  reading: Reading,
  { targets, toFill, outcome }: Omit<Difference, 'text' | 'changes'>,
  clauses: readonly string[],
): string {
  const joined = clauses.join(say(reading, '，且', ' and '));
  const fields = toFill.map((label) => `“${label}”`).join(say(reading, '、', ', '));
  const also = fields === '' ? '' : say(reading, `（并填写${fields}）`, `, with ${fields} filled in`);
  const titles = (kind: 'rule' | 'without') =>
    targets.filter((target) => target.kind === kind).map(({ title }) => `“${title}”`);
  const [come, go] = [titles('rule'), titles('without')];
  const rules = (names: readonly string[]) => `${names.length > 1 ? 'rules' : 'rule'} ${names.join(', ')}`;
  const parts = [
    ...(come.length > 0 ? [say(reading, `适用规则${come.join('、')}`, `${rules(come)} would apply`)] : []),
    ...(go.length > 0 ? [say(reading, `不再适用规则${go.join('、')}`, `${rules(go)} would no longer apply`)] : []),
    ...(come.length + go.length === 0 ? [say(reading, '没有规则符合', 'no rule would match')] : []),
  ];
  const then = parts.join(say(reading, '，', ' and '));
  return say(
    reading,
    `若${joined}${also}，则${then}，结果变为：${outcome}。`,
    `If ${joined}${also}, ${then}. What would change: ${outcome}.`,
  );
}
