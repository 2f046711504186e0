import {
  asForm,
  checkForm,
  diffForms,
  type Json,
  type Locale,
  type LocalizedText,
  readPointer,
  renderFormChange,
} from '@caseway/form-schemas';
import {
  completeRuleSet,
  diffJson,
  diffPaths,
  diffRuleSets,
  isRegularPath,
  type Labels,
  pathChangeRenderer,
  placeWords,
  ruleSetChangeRenderer,
} from '@caseway/rule-sets';
import { Injectable } from '@nestjs/common';
import type { ConfigKind, DiffChange, DiffOut } from '../../contract/index.ts';
import { Scopes } from '../townships/scopes.service.ts';
import type { ActiveConfiguration } from './active-configuration.ts';
import { jsonChangeText } from './configuration-texts.ts';
import { Documents } from './documents.service.ts';
import { Drafts } from './drafts.service.ts';
import { jsonChangeClass } from './json-change-class.ts';
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
      class: jsonChangeClass(change, old, now),
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
  const isForm = (content: Content) => checkForm(content, [], 'form').every(({ severity }) => severity !== 'error');
  if (!isForm(old) || !isForm(now)) return jsonChanges(old, now, locale);
  return diffForms(asForm(old), asForm(now)).map((change) => ({
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

/** Names of what a path refers to and does not name itself: departments and sessions of routing, limits of calendars. */
function pathLabels(around: ActiveConfiguration): Labels {
  const vocabularies = around.ofKind('rule-sets').map(({ content }) => content.outcomes ?? {});
  const named = (items: readonly { key: string; title: LocalizedText }[]) =>
    Object.fromEntries(items.map(({ key, title }) => [key, title]));
  const values = (param: string) => named(vocabularies.flatMap((outcomes) => outcomes[param]?.values ?? []));
  const limits = around.ofKind('calendars').flatMap(({ content }) => content.limits);
  return { department: values('department'), sessions: values('sessions'), limit: named(limits) };
}

/** A draft may be no path yet: then it is compared as plain JSON. */
function pathChanges(old: Content, now: Content, words: Parameters<typeof pathChangeRenderer>[2]): DiffChange[] {
  if (!isRegularPath(old) || !isRegularPath(now)) return jsonChanges(old, now, words.locale);
  const render = pathChangeRenderer(old, now, words);
  return diffPaths(old, now).map((change) => {
    const { message, about, part, before, after } = render(change);
    return {
      class: change.class,
      code: change.code,
      pointer: change.pointer,
      message,
      rule: about ? { name: about.key, title: about.title } : null,
      part,
      before: before ?? null,
      after: after ?? null,
    };
  });
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

  /** From one content of a document to another. */
  async between(kind: ConfigKind, old: Content, now: Content, locale: Locale): Promise<DiffOut> {
    if (kind === 'forms') return { changes: formChanges(old, now, locale) };
    if (kind === 'calendars') return { changes: jsonChanges(old, now, locale) };
    // Whatever a draft holds: the comparison takes any JSON object.
    const sets = { old: completeRuleSet(old), now: completeRuleSet(now) };
    const latest = await this.documents.latest();
    const forms = latest.forms.map((form) => form.content);
    if (kind === 'paths') return { changes: pathChanges(old, now, { locale, forms, labels: pathLabels(latest) }) };
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
