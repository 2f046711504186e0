import {
  checkForm,
  diffForms,
  type FormDefinition,
  type Json,
  type Locale,
  type LocalizedText,
  readPointer,
  renderFormChange,
} from '@caseway/form-schemas';
import { diffJson, diffRuleSets, type Labels, type RuleSet, ruleSetChangeRenderer } from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, DiffChange, DiffOut } from '../../contract/index.ts';
import { Scopes } from '../townships/scopes.service.ts';
import { jsonChangeText } from './configuration-texts.ts';
import { Documents } from './documents.service.ts';
import { Drafts } from './drafts.service.ts';
import { placeWords } from './place-words.ts';
import { Versions } from './versions.service.ts';

type Content = Record<string, unknown>;

const LONGEST = 600;

/** A value as a table shows it. */
function shown(value: Json | undefined): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function jsonChanges(old: Content, now: Content, locale: Locale): DiffChange[] {
  return diffJson(old, now).map((change) => {
    const { code, pointer } = change;
    const [before, after] = [readPointer(old as Json, pointer), readPointer(now as Json, pointer)];
    const part = placeWords(code === 'removed' ? old : now, pointer, locale);
    return {
      class: 'safe',
      code,
      pointer,
      message: jsonChangeText({ code, pointer: part }, locale),
      rule: null,
      part,
      // Where items before it came or went, the pointer into the old one is another: then only the new value is told.
      before: code === 'added' || part !== placeWords(old, pointer, locale) ? null : shown(before),
      after: code === 'removed' ? null : shown(after),
    };
  });
}

/** A draft may be no form yet: then it is compared as plain JSON. */
function formChanges(old: Content, now: Content, locale: Locale): DiffChange[] {
  const isForm = (content: Content) => checkForm(content, []).every(({ severity }) => severity !== 'error');
  if (!isForm(old) || !isForm(now)) return jsonChanges(old, now, locale);
  const [from, to] = [old, now] as unknown as [FormDefinition, FormDefinition];
  return diffForms(from, to).map((change) => ({
    class: change.class,
    code: change.code,
    pointer: change.pointer,
    message: renderFormChange(change, locale),
    rule: null,
    part: change.params.field ?? change.pointer,
    before: change.params.from ?? null,
    after: change.params.to ?? change.params.value ?? null,
  }));
}

/** What differs between two versions of a document, or a version and its draft, in words. */
@Injectable()
export class Differences {
  constructor(
    private readonly documents: Documents,
    private readonly versions: Versions,
    private readonly drafts: Drafts,
    private readonly scopes: Scopes,
  ) {}

  async ofVersions(kind: ConfigKind, key: string, from: number, to: number, locale: Locale): Promise<DiffOut> {
    const document = await this.documents.find(kind, key);
    const old = await this.versions.content(document, from);
    return this.between(kind, old, await this.versions.content(document, to), locale);
  }

  /** From a version to the draft as it is stored. */
  async ofDraft(kind: ConfigKind, key: string, from: number, locale: Locale): Promise<DiffOut> {
    const document = await this.documents.find(kind, key);
    const old = await this.versions.content(document, from);
    return this.between(kind, old, (await this.drafts.read(kind, key)).content, locale);
  }

  private async between(kind: ConfigKind, old: Content, now: Content, locale: Locale): Promise<DiffOut> {
    if (kind === 'forms') return { changes: formChanges(old, now, locale) };
    if (kind !== 'rule-sets') return { changes: jsonChanges(old, now, locale) };
    // Whatever a draft holds: the comparison takes any JSON object.
    const sets = { old: old as unknown as RuleSet, now: now as unknown as RuleSet };
    const latest = await this.documents.latest();
    const forms = latest.forms.map((form) => form.content);
    const labels = await this.labels(latest.ofKind('paths').map((path) => path.content));
    const render = ruleSetChangeRenderer({ ...sets, locale, forms, labels });
    return {
      changes: diffRuleSets(sets.old, sets.now).map((change) => {
        const { message, ruleTitle, part, before, after } = render(change);
        return {
          class: change.class,
          code: change.code,
          pointer: change.pointer,
          message,
          rule: change.rule === undefined ? null : { name: change.rule, title: ruleTitle ?? change.rule },
          part,
          before: before ?? null,
          after: after ?? null,
        };
      }),
    };
  }

  private async labels(paths: readonly { key: string; title: LocalizedText }[]): Promise<Labels> {
    const places = Object.fromEntries((await this.scopes.all()).map(({ key, title }) => [key, title]));
    return { township: places, place: places, path: Object.fromEntries(paths.map(({ key, title }) => [key, title])) };
  }
}
