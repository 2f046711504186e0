import { fill, type Locale, type LocalizedText } from '@caseway/form-schemas';
import type { JsonChange } from '@caseway/rule-sets';
import type { ConfigKind } from '../../contract/index.ts';
import type { WholeFinding } from './check-whole.ts';
import type { AnyVersioned } from './versioned.ts';

const WHOLE: Record<WholeFinding['code'], LocalizedText> = {
  'no-calendar': {
    'zh-CN': '该镇街没有生效的日历：请同时启用一个日历。',
    en: 'No calendar is in force in this township: put one in force as well.',
  },
  'many-calendars': {
    'zh-CN': '同时生效的日历不止一个（{keys}）：只保留一个。',
    en: 'More than one calendar would be in force ({keys}): keep one.',
  },
  'no-rule-set': {
    'zh-CN': '表单“{key}”没有对应的{kind}规则集：请同时启用一个读取该表单的规则集。',
    en: 'Form "{key}" has no {kind} rule set: put one that reads this form in force as well.',
  },
  'many-rule-sets': {
    'zh-CN': '表单“{key}”有多个{kind}规则集（{keys}）：只保留一个。',
    en: 'Form "{key}" has more than one {kind} rule set ({keys}): keep one.',
  },
  'missing-form': {
    'zh-CN': '“{key}”用到的表单“{form}”没有在该镇街生效：请同时启用。',
    en: '"{key}" uses form "{form}", which is not in force in this township: put it in force as well.',
  },
  'missing-path': {
    'zh-CN': '规则集“{key}”指向的处理路径“{path}”没有在该镇街生效：请同时启用，或改正规则。',
    en: 'Rule set "{key}" leads to handling path "{path}", which is not in force in this township: put it in force as well, or mend the rule.',
  },
};

const KINDS: Record<string, LocalizedText> = {
  classification: { 'zh-CN': '分类', en: 'classification' },
  routing: { 'zh-CN': '分流', en: 'routing' },
};

const CHANGES: Record<JsonChange['code'], LocalizedText> = {
  added: { 'zh-CN': '新增 {pointer}', en: 'Added {pointer}' },
  removed: { 'zh-CN': '删除 {pointer}', en: 'Removed {pointer}' },
  changed: { 'zh-CN': '修改 {pointer}', en: 'Changed {pointer}' },
};

/** The sentence of a finding about a township's whole configuration. `among`: documents whose titles are known. */
export function wholeFindingText(finding: WholeFinding, among: readonly AnyVersioned[], locale: Locale): string {
  const titleOf = (kind: ConfigKind, key: string): string =>
    among.find((item) => item.kind === kind && item.key === key)?.content.title[locale] || key;
  const { kind, form, path } = finding.params;
  const others = finding.places.filter((place) => place.kind !== finding.kind || finding.code === 'many-calendars');
  const params = {
    ...finding.params,
    key: titleOf(finding.kind, finding.key),
    keys: others.map((place) => `“${titleOf(place.kind, place.key)}”`).join(locale === 'en' ? ', ' : '、'),
    ...(form !== undefined && { form: titleOf('forms', form) }),
    ...(path !== undefined && { path: titleOf('paths', path) }),
    ...(kind && { kind: KINDS[kind]?.[locale] ?? kind }),
  };
  return fill(WHOLE[finding.code][locale], params);
}

const DOCUMENTS: Record<ConfigKind, LocalizedText> = {
  forms: { 'zh-CN': '表单“{title}”', en: 'Form “{title}”' },
  'rule-sets': { 'zh-CN': '规则集“{title}”', en: 'Rule set “{title}”' },
  paths: { 'zh-CN': '处理路径“{title}”', en: 'Handling path “{title}”' },
  calendars: { 'zh-CN': '日历“{title}”', en: 'Calendar “{title}”' },
};

/** What is said of a document, with what the document is called. */
export function documentText({ kind, key, content }: AnyVersioned, message: string, locale: Locale): string {
  const title = fill(DOCUMENTS[kind][locale], { title: content.title[locale] || key });
  return locale === 'en' ? `${title}: ${message}` : `${title}：${message}`;
}

/** The sentence of one change between two versions. */
export function jsonChangeText(change: JsonChange, locale: Locale): string {
  return fill(CHANGES[change.code][locale], { pointer: change.pointer });
}
