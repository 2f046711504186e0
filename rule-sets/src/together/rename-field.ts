import { asForm, type Content, fieldAt, type LocalizedText, pointerTokens, renameField } from '@caseway/form-schemas';
import { pointerTo } from '../json-value.ts';
import { SYSTEM_FACTS } from '../model/system-facts.ts';
import { applyEdits } from './apply-edits.ts';
import { type NamedField, namedFieldsIn } from './named-fields.ts';
import type { Whole } from './readings.ts';
import type { Place } from './together.ts';
import { type FieldOf, leadsInto } from './uses-of.ts';

export interface FieldRename extends FieldOf {
  /** What the field is to be called; the last name of `pointer` until then. */
  to: string;
}

/** A document as it is written with the other name. */
export interface RenamedDocument {
  kind: Place['kind'];
  key: string;
  title: LocalizedText;
  /** What of it names the field, each once: rules, actions, clocks. Of a form nothing. */
  parts: LocalizedText[];
  content: Content;
}

/**
 * Why a document cannot follow: it has a field of that name already, or reads one; the platform has a fact of that name; the
 * name cannot be written where it stands; the field is written behind a reference, or in a way an answer chooses.
 */
export type RenameObstacleCode = 'taken' | 'read' | 'reserved' | 'unwritable' | 'fixed';

export interface RenameObstacle {
  code: RenameObstacleCode;
  kind: Place['kind'];
  key: string;
  title: LocalizedText;
}

export interface RenamePlan {
  /** Everything that changes: the form itself first, the others by kind and key. Nothing where something stands in the way. */
  documents: RenamedDocument[];
  obstacles: RenameObstacle[];
}

const has = (whole: Whole, key: string, pointer: string): boolean => {
  const form = whole.forms.find((one) => one.key === key);
  return form !== undefined && fieldAt(form, pointer) !== undefined;
};

/**
 * The forms whose field it is: who reads it of one form at a place reads it of all that are asked there, and these are asked
 * elsewhere. A field that one of them alone called otherwise would no longer be what is read.
 */
function formsTogether(form: string, pointer: string, named: readonly NamedField[], whole: Whole): Set<string> {
  const forms = new Set([form]);
  for (let before = -1; before !== forms.size; ) {
    before = forms.size;
    for (const { as, forms: asked } of named) {
      // An example is one of some form; it binds none to another.
      if (as === 'test' || as === 'accepted' || !meets(asked, forms)) continue;
      for (const key of asked) if (has(whole, key, pointer)) forms.add(key);
    }
  }
  return forms;
}

const meets = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
  [...some].some((one) => others.has(one));

const titleOf = (document: unknown, key: string): LocalizedText => {
  const { title } = document as { title?: Partial<LocalizedText> };
  return { 'zh-CN': title?.['zh-CN'] || title?.en || key, en: title?.en || title?.['zh-CN'] || key };
};

const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * A field under another name in its form and in everything that names it: rule sets with their examples, paths, and the other
 * forms that are read at the same places. All or nothing: what cannot follow is an obstacle. Contents are those of the drafts that the
 * change is made in, forms as they are written. The reverse rename gives the contents back, and every rule decides on data
 * under the new name as it did under the old one. Pure.
 */
export function renameEverywhere(whole: Whole, { form, pointer, to }: FieldRename): RenamePlan {
  const tokens = pointerTokens(pointer);
  const step = tokens.length - 1;
  const next = tokens.with(step, to);
  const target = pointerTo('', ...next);
  const known: Whole = { ...whole, forms: whole.forms.map((one) => asForm({ ...one })) };
  const named = namedFieldsIn(known);
  const reading = named.filter((each) => leadsInto(each.tokens, tokens));
  const forms = formsTogether(form, pointer, reading, known);
  const documents: RenamedDocument[] = [];
  const obstacles: RenameObstacle[] = [];
  const isReserved = step === 0 && Object.hasOwn(SYSTEM_FACTS, to);

  for (const written of [...whole.forms].sort(
    (a, b) => Number(b.key === form) - Number(a.key === form) || byKey(a, b),
  )) {
    if (!forms.has(written.key)) continue;
    const title = titleOf(written, written.key);
    const stop = (code: RenameObstacleCode) => obstacles.push({ code, kind: 'forms', key: written.key, title });
    if (has(known, written.key, target)) stop('taken');
    else if (isReserved) stop('reserved');
    else {
      const { content } = renameField(written as object as Content, pointer, to);
      const made = asForm(content);
      if (fieldAt(made, pointer) !== undefined || fieldAt(made, target) === undefined) stop('fixed');
      else documents.push({ kind: 'forms', key: written.key, title, parts: [], content });
    }
  }

  for (const [kind, list] of [
    ['rule-sets', whole.ruleSets],
    ['paths', whole.paths],
  ] as const) {
    for (const document of [...list].sort(byKey)) {
      const here = (each: NamedField) => each.place.kind === kind && each.place.key === document.key;
      const mine = reading.filter((each) => here(each) && meets(each.forms, forms));
      if (mine.length === 0) continue;
      const title = titleOf(document, document.key);
      const stop = (code: RenameObstacleCode) => obstacles.push({ code, kind, key: document.key, title });
      // What asks for the other name already would be asked of this field; and what asks for this one, of another's other.
      const isRead = (each: NamedField) => here(each) && leadsInto(each.tokens, next) && meets(each.forms, forms);
      const hides = ({ forms: asked }: NamedField) =>
        [...asked].some((key) => !forms.has(key) && has(known, key, target));
      if (named.some(isRead) || mine.some(hides)) {
        stop('read');
        continue;
      }
      // An example names what is in a field beneath its name.
      const isInner = ({ as, tokens: given }: NamedField) => as === 'test' && given.length > tokens.length;
      const edits = mine.map((each) => (isInner(each) ? null : each.renamed(step, to)));
      if (edits.includes(undefined)) {
        stop('unwritable');
        continue;
      }
      const parts = [...new Map(mine.map(({ part }) => [JSON.stringify(part), part])).values()];
      const made = applyEdits(
        document as object as Content,
        edits.filter((edit) => edit !== null && edit !== undefined),
      );
      documents.push({ kind, key: document.key, title, parts, content: made });
    }
  }
  return obstacles.length > 0 ? { documents: [], obstacles } : { documents, obstacles };
}
