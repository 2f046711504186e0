import { fill } from '../model/fill.ts';
import type { Locale, LocalizedText } from '../model/text.ts';

/**
 * `words`: only what people read. `safe`: cases filed before still fit. `needs-migration`: some may not. `breaking`: what was filed
 * means something else.
 */
export type FormChangeClass = 'words' | 'safe' | 'needs-migration' | 'breaking';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

export const CHANGES = {
  'key-changed': { class: 'breaking', text: text('表单的 key 变了', 'the key of the form changed') },
  'use-changed': { class: 'breaking', text: text('表单的用途变了', 'the use of the form changed') },
  'field-added': { class: 'safe', text: text('新增字段“{field}”', 'field "{field}" added') },
  'required-field-added': {
    class: 'needs-migration',
    text: text('新增必填字段“{field}”', 'required field "{field}" added'),
  },
  'field-removed': { class: 'needs-migration', text: text('删除字段“{field}”', 'field "{field}" removed') },
  'type-changed': {
    class: 'breaking',
    text: text('字段“{field}”的类型由{from}改为{to}', 'field "{field}" changed from {from} to {to}'),
  },
  'became-required': {
    class: 'needs-migration',
    text: text('字段“{field}”改为必填', 'field "{field}" became required'),
  },
  'became-optional': { class: 'safe', text: text('字段“{field}”不再必填', 'field "{field}" is no longer required') },
  'choice-added': { class: 'safe', text: text('“{field}”新增选项“{value}”', '"{field}": choice "{value}" added') },
  'choice-removed': {
    class: 'needs-migration',
    text: text('“{field}”删除选项“{value}”', '"{field}": choice "{value}" removed'),
  },
  'limits-tightened': {
    class: 'needs-migration',
    text: text('“{field}”的限制收紧（{keyword}）', '"{field}": {keyword} tightened'),
  },
  'limits-loosened': { class: 'safe', text: text('“{field}”的限制放宽（{keyword}）', '"{field}": {keyword} loosened') },
  'format-changed': {
    class: 'needs-migration',
    text: text('“{field}”的格式要求变了', '"{field}" is to be written otherwise'),
  },
  'sensitivity-changed': {
    class: 'needs-migration',
    text: text('“{field}”的敏感标注变了', '"{field}" is marked sensitive otherwise'),
  },
  'denial-changed': {
    class: 'needs-migration',
    text: text('“{field}”的答案与哪些处理结果相矛盾变了', '"{field}": which outcomes an answer contradicts changed'),
  },
  'recusal-changed': {
    class: 'breaking',
    text: text('“{field}”使谁回避变了', '"{field}": who is kept out of the case changed'),
  },
  'conditions-changed': {
    class: 'needs-migration',
    text: text('显示或必填的条件变了', 'conditions of what is shown or required changed'),
  },
  'words-changed': { class: 'words', text: text('“{field}”的名称、说明或选项名称变了', 'words of "{field}" changed') },
  'words-moved': {
    class: 'breaking',
    text: text(
      '“{field}”的名称或选项名称原先是另一项的，以前填写的内容含义变了',
      '"{field}": a name or the label of a choice was another\'s before: what was filed before means something else',
    ),
  },
  'default-changed': {
    class: 'safe',
    text: text('“{field}”预先填写的内容变了', '"{field}": what it holds before anybody types changed'),
  },
  'meaning-changed': {
    class: 'breaking',
    text: text(
      '“{field}”的内容如何理解变了（{keyword}）',
      '"{field}": what its value is taken for changed ({keyword})',
    ),
  },
  'calculation-changed': {
    class: 'breaking',
    text: text(
      '“{field}”怎样算出变了：以前算出的结果按原来的算法得出',
      'how "{field}" is calculated changed: what was filed before was calculated otherwise',
    ),
  },
  'check-changed': {
    class: 'needs-migration',
    text: text('字段之间的校验变了', 'what must hold between fields changed'),
  },
  'check-removed': {
    class: 'safe',
    text: text('删除了字段之间的校验', 'a check between fields was removed'),
  },
  'assessment-changed': {
    class: 'breaking',
    text: text('“{field}”是否由工作人员评定变了', '"{field}": whether staff assess it, or the person says it, changed'),
  },
  'review-changed': {
    class: 'needs-migration',
    text: text('申请复查、复核的期限变了', 'the time within which a review may be asked for changed'),
  },
  'layout-changed': { class: 'safe', text: text('版面或分区变了', 'the layout changed') },
  'bindings-changed': { class: 'needs-migration', text: text('绑定变了', 'the bindings changed') },
} as const satisfies Record<string, { class: FormChangeClass; text: LocalizedText }>;

export type FormChangeCode = keyof typeof CHANGES;

export interface FormChange {
  class: FormChangeClass;
  code: FormChangeCode;
  /** Into the form definition: the new one, or the old one for what is gone. */
  pointer: string;
  params: Record<string, string>;
  /** What people call what `params` name by key. */
  titles: Record<string, LocalizedText>;
}

/** A field by its key, and as it is called. */
export interface Field {
  name: string;
  title: LocalizedText | undefined;
}

type Params = Record<string, string | Field>;
export type Report = (code: FormChangeCode, pointer: string, params?: Params) => void;

/** A change as one phrase of the locale. */
export function renderFormChange(change: FormChange, locale: Locale): string {
  return fill(CHANGES[change.code].text[locale], (name) => change.titles[name]?.[locale] ?? change.params[name]);
}
