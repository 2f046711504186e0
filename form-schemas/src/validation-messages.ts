import { FORMATS } from './formats/formats.ts';
import { jsonText } from './json/text.ts';
import { fill } from './model/fill.ts';
import type { Json } from './model/form-definition.ts';
import type { Locale, LocalizedText } from './model/text.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What is wrong with a field and how to mend it; `{field}` is its label. */
export const MESSAGES: Record<string, LocalizedText> = {
  required: text('请填写“{field}”', 'Fill in "{field}"'),
  type: text('“{field}”的内容类型不正确，请重新填写', '"{field}" has the wrong kind of value: fill it in again'),
  enum: text('请从选项中选择“{field}”', 'Choose "{field}" from the list'),
  const: text('“{field}”必须为“{allowedValue}”', '"{field}" must be "{allowedValue}"'),
  minLength: text('“{field}”至少填写{limit}个字', '"{field}" needs at least {limit} characters'),
  maxLength: text('“{field}”最多{limit}个字，请精简', '"{field}" has room for {limit} characters: shorten it'),
  pattern: text('“{field}”的格式不正确，请按提示填写', '"{field}" is not written as asked: see its help'),
  minimum: text('“{field}”不能小于{limit}', '"{field}" cannot be less than {limit}'),
  maximum: text('“{field}”不能大于{limit}', '"{field}" cannot be more than {limit}'),
  exclusiveMinimum: text('“{field}”必须大于{limit}', '"{field}" must be more than {limit}'),
  exclusiveMaximum: text('“{field}”必须小于{limit}', '"{field}" must be less than {limit}'),
  multipleOf: text('“{field}”必须是{multipleOf}的倍数', '"{field}" must be a multiple of {multipleOf}'),
  minItems: text('“{field}”至少填写{limit}项', '"{field}" needs at least {limit} entries'),
  maxItems: text('“{field}”最多填写{limit}项', '"{field}" has room for {limit} entries'),
  uniqueItems: text('“{field}”有重复的项，请删除一项', '"{field}" has the same entry twice: remove one'),
  contains: text('“{field}”缺少必需的项', '"{field}" lacks a needed entry'),
  minContains: text('“{field}”至少要有{limit}个必需的项', '"{field}" lacks needed entries: there must be {limit}'),
  maxContains: text('“{field}”中这类项最多{limit}个', '"{field}" has room for {limit} entries of this kind'),
  minProperties: text('“{field}”至少填写{limit}项', '"{field}" needs at least {limit} answers'),
  maxProperties: text('“{field}”最多填写{limit}项', '"{field}" has room for {limit} answers'),
  dependentRequired: text('请填写“{field}”', 'Fill in "{field}"'),
  propertyNames: text('“{propertyName}”不能用作名称', '"{propertyName}" cannot be a name'),
  work: text(
    '“{field}”的要求互相引用、层层嵌套，无法判断：请管理员简化表单',
    'What is asked of "{field}" leads back to itself too often to be judged: ask an admin to make the form simpler',
  ),
  more: text(
    '从“{field}”起还有{count}处需要改正：改好前面的，就会显示',
    'From "{field}" on {count} more places are to be mended: they are shown once those before are',
  ),
  size: text(
    '“{field}”太长（超过{limit}个值）：请分几次填写',
    '"{field}" holds too much (more than {limit} values): fill it in in several parts',
  ),
  characters: text(
    '“{field}”中有无法保存的字符（看不见的空字符，或残缺的字符）：请删除后重新填写',
    '"{field}" holds characters that cannot be kept (an invisible null, or half a character): delete them and type it again',
  ),
  numbers: text(
    '“{field}”的数字太大，无法准确保存：请改小',
    '"{field}" is too large a number to be kept: make it smaller',
  ),
  nesting: text('“{field}”嵌套过深，无法保存', '"{field}" is nested too deep to be kept'),
  unknown: text('表单没有“{field}”这一项，请删除', 'The form has no field "{field}": remove it'),
  'x-not-before': text('“{field}”不能早于{limit}', '"{field}" cannot be before {limit}'),
  'x-not-after': text('“{field}”不能晚于{limit}', '"{field}" cannot be after {limit}'),
  'x-unusual-before': text(
    '“{field}”早于{limit}，比较少见：请核对；确实如此的，照常登记',
    '"{field}" is before {limit}, which is unusual: look again; where it is so, go on',
  ),
  'x-unusual-after': text(
    '“{field}”晚于{limit}，比较少见：请核对；确实如此的，照常登记',
    '"{field}" is after {limit}, which is unusual: look again; where it is so, go on',
  ),
  either: text('请填写{ways}', 'Fill in {ways}'),
  onlyOne: text('{ways}只能填写一项', 'Fill in only one of {ways}'),
  // Where the kind of entry can be told.
  'contains kind': text('“{field}”中还缺少{kind}的一项', '"{field}" lacks an entry with {kind}'),
  'minContains kind': text(
    '“{field}”中{kind}的至少要有{limit}项',
    '"{field}" needs at least {limit} entries with {kind}',
  ),
  'maxContains kind': text('“{field}”中{kind}的最多{limit}项', '"{field}" has room for {limit} entries with {kind}'),
  other: text('“{field}”不符合要求，请检查', '"{field}" does not fit: check it'),
};

/** What a number should have been written like. */
const OF_TYPE: Record<string, LocalizedText> = {
  integer: text('“{field}”应为整数，请用数字填写（如12）', '"{field}" must be a whole number in digits (12)'),
  number: text(
    '“{field}”应为数字，小数点用“.”（如1280.5）；逗号只用来隔开千位（如1,280）',
    '"{field}" must be a number with a decimal point (1280.5); commas only set thousands apart (1,280)',
  ),
};

const YES_NO = { yes: text('是', 'yes'), no: text('否', 'no') };

/** Which sentence an error has. */
function templateOf(keyword: string, params: Record<string, unknown>): LocalizedText | undefined {
  const format = keyword === 'format' ? FORMATS[String(params.format)] : undefined;
  if (format) return format.message;
  if (params.ways !== undefined) return MESSAGES[params.fitting === 0 ? 'either' : 'onlyOne'];
  const ofType = keyword === 'type' ? OF_TYPE[String(params.type)] : undefined;
  return (params.kind ? MESSAGES[`${keyword} kind`] : ofType) ?? MESSAGES[keyword] ?? MESSAGES.other;
}

/** The sentence of one error; `field` is the label of what it is about. */
export function errorText(keyword: string, params: Record<string, unknown>, field: string, locale: Locale): string {
  // A check between fields says what its author wrote.
  if (typeof params.said === 'string') return params.said;
  const template = templateOf(keyword, params);
  const values: Record<string, unknown> = { ...params, field };
  return fill(template?.[locale] ?? '', (name) => {
    const value = values[name];
    // As the field itself shows it.
    if (typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][locale];
    return jsonText(value as Json | undefined);
  });
}
