import type { Json } from '@caseway/form-schemas';
import { type JsonObject, jsonEqual, own, pointerTo } from '../json-value.ts';
import { edit, type Two, values } from './diff-rules.ts';
import { idsOf, movedItems } from './keyed-list.ts';
import { identifyPart } from './merge-rule-sets.ts';
import type { Edit, RuleSetChange, RuleSetChangeCode } from './rule-set-change.ts';

/** A field that is told as a whole. */
export function diffField(
  key: string,
  { before, after }: Two,
  weight: RuleSetChange['class'],
  code: RuleSetChangeCode,
): RuleSetChange[] {
  const [from, to] = [own(before.fields, key), own(after.fields, key)];
  if (jsonEqual(from, to)) return [];
  const edits = [edit(['fields', key], to)];
  return [{ class: weight, code, pointer: pointerTo('', key), subject: key, ...values(from, to), edits }];
}

/** The object or list that holds what was told came or went with it: the first change makes it, or the last removes it. */
export function bracketed(changes: RuleSetChange[], two: Two, path: string[], empty: Json): RuleSetChange[] {
  const [from, to] = [readAt(path, two.before.fields), readAt(path, two.after.fields)];
  if ((from === undefined) === (to === undefined)) return changes;
  const at = ['fields', ...path];
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) {
    const pointer = pointerTo('', ...path);
    const subject = path.join('.');
    return [{ class: 'words', code: 'field-changed', pointer, subject, ...values(from, to), edits: [edit(at, to)] }];
  }
  if (from === undefined) first.edits = [{ at, set: empty }, ...first.edits];
  else last.edits = [...last.edits, { at }];
  return changes;
}

const readAt = (path: readonly string[], fields: JsonObject): Json | undefined =>
  path.reduce<Json | undefined>((at, step) => own(at, step), fields);

export interface ListCodes {
  class: RuleSetChange['class'];
  added: RuleSetChangeCode;
  removed: RuleSetChangeCode;
  changed: RuleSetChangeCode;
  moved: RuleSetChangeCode;
  /** Where the order of the items has a meaning, the class of a move. */
  order: RuleSetChange['class'];
}

/** Items of a list known by name, one change each. `path`: where the list stands, in the file and among the fields. */
export function diffList(path: string[], two: Two, codes: ListCodes, subjectOf: (item: Json, id: string) => string) {
  const at = ['fields', ...path];
  const pick = (fields: JsonObject) => {
    const list = readAt(path, fields);
    if (list === undefined) return { ids: [], byId: new Map<string, Json>() };
    const ids = Array.isArray(list) ? idsOf(list, identifyPart, at) : undefined;
    return ids && Array.isArray(list)
      ? { ids, byId: new Map(ids.map((id, index) => [id, list[index] as Json])) }
      : undefined;
  };
  const [from, to] = [readAt(path, two.before.fields), readAt(path, two.after.fields)];
  if (jsonEqual(from, to)) return [];
  const [old, now] = [pick(two.before.fields), pick(two.after.fields)];
  const pointer = pointerTo('', ...path);
  if (!old || !now) {
    // Came, went, or holds what has no name of its own.
    const subject = path.join('.');
    return [
      {
        class: codes.class,
        code: 'field-changed' as const,
        pointer,
        subject,
        ...values(from, to),
        edits: [edit(at, to)],
      },
    ];
  }
  const changes: RuleSetChange[] = old.ids
    .filter((id) => !now.byId.has(id))
    .map((id) => ({
      class: codes.class,
      code: codes.removed,
      pointer: pointerTo(pointer, old.ids.indexOf(id)),
      subject: subjectOf(old.byId.get(id) ?? null, id),
      ...values(old.byId.get(id), undefined),
      edits: [{ at: [...at, id] }],
    }));
  const moved = movedItems(
    old.ids.filter((id) => now.byId.has(id)),
    now.ids.filter((id) => old.byId.has(id)),
  );
  for (const [index, id] of now.ids.entries()) {
    const [before, after] = [old.byId.get(id), now.byId.get(id) as Json];
    const place: Edit = { at: [...at, id], set: after, after: now.ids[index - 1] ?? null };
    const base = { pointer: pointerTo(pointer, index), subject: subjectOf(after, id), ...values(before, after) };
    if (before === undefined) changes.push({ class: codes.class, code: codes.added, ...base, edits: [place] });
    else {
      if (moved.has(id)) {
        changes.push({
          class: codes.order,
          code: codes.moved,
          ...base,
          touches: now.ids.slice(Math.max(0, index - 1), index),
          edits: [place],
        });
      }
      if (!jsonEqual(before, after)) {
        changes.push({
          class: codes.class,
          code: codes.changed,
          ...base,
          edits: moved.has(id) ? [] : [edit([...at, id], after)],
        });
      }
    }
  }
  return bracketed(changes, two, path, []);
}
