import { type LocalizedText, pointerTokens } from '@caseway/form-schemas';
import { isJsonObject, own } from './json-value.ts';

/** A title in both languages, of what is written in one at least; undefined where it is none. */
export function titleIn(value: unknown): LocalizedText | undefined {
  if (!isJsonObject(value)) return undefined;
  const [zh, en] = [value['zh-CN'], value.en].map((text) =>
    typeof text === 'string' && text !== '' ? text : undefined,
  );
  const any = zh ?? en;
  return any === undefined ? undefined : { 'zh-CN': zh ?? any, en: en ?? any };
}

/** What people call a part of a document: its title, else the name or the day that somebody gave it. */
function calledOf(value: unknown): LocalizedText | undefined {
  if (!isJsonObject(value)) return undefined;
  const titled = titleIn(value['x-title']) ?? titleIn(value.title);
  if (titled) return titled;
  const given = [value.name, value.date].find((text) => typeof text === 'string' && text !== '');
  return typeof given === 'string' ? { 'zh-CN': given, en: given } : undefined;
}

/**
 * What people call the parts of a document on the way to a place, from the outermost: a step and its action, a section, a
 * field. Without the document's own title, and nothing where no part has one. Takes any JSON and any pointer.
 */
export function titlesAt(content: unknown, pointer: string): LocalizedText[] {
  const titles: LocalizedText[] = [];
  let at = content;
  for (const token of pointerTokens(pointer)) {
    at = Array.isArray(at) ? at[Number(token)] : isJsonObject(at) ? own(at, token) : undefined;
    const called = calledOf(at);
    if (called) titles.push(called);
  }
  return titles;
}
