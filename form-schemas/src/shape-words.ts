import { jsonText } from './json/text.ts';
import type { Json } from './model/form-definition.ts';
import type { LocalizedText } from './model/text.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What a validator of JSON Schema says of a place, as data. */
export interface ShapeError {
  keyword: string;
  params: Record<string, unknown>;
}

const TYPES: Record<string, LocalizedText> = {
  object: text('对象', 'an object'),
  array: text('列表', 'a list'),
  string: text('文本', 'a text'),
  integer: text('整数', 'a whole number'),
  number: text('数字', 'a number'),
  boolean: text('true 或 false', 'true or false'),
  null: text('空值', 'null'),
};

/** The pattern of a text that says something: not made of blanks alone, nor of what nobody sees (as `isBlank`). */
export const SAYS_SOMETHING = '[^\\s\\p{Cf}\\p{DI}\\u2800]';

/** `{limit|entry|entries}`: the number, with what is counted. */
const SAID: Record<string, LocalizedText> = {
  type: text('应为{type}', 'it must be {type}'),
  required: text('缺少“{missingProperty}”', '"{missingProperty}" is missing'),
  additionalProperties: text(
    '没有“{additionalProperty}”这一项，请删除或改正拼写',
    'there is no "{additionalProperty}" here: remove it or mend its spelling',
  ),
  unevaluatedProperties: text(
    '没有“{unevaluatedProperty}”这一项，请删除或改正拼写',
    'there is no "{unevaluatedProperty}" here: remove it or mend its spelling',
  ),
  propertyNames: text('“{propertyName}”不能用作名称', '"{propertyName}" cannot be a name'),
  dependentRequired: text(
    '有“{property}”时还要有“{missingProperty}”',
    '"{missingProperty}" is needed beside "{property}"',
  ),
  enum: text('只能是“{allowedValues}”之一', 'it must be one of "{allowedValues}"'),
  const: text('只能是“{allowedValue}”', 'it must be "{allowedValue}"'),
  minItems: text('至少要有{limit}项', 'it needs at least {limit|entry|entries}'),
  maxItems: text('最多{limit}项', 'it has room for {limit|entry|entries}'),
  minProperties: text('至少要有{limit}项', 'it needs at least {limit|member|members}'),
  maxProperties: text('最多{limit}项', 'it has room for {limit|member|members}'),
  minLength: text('至少要有{limit}个字', 'it needs at least {limit|character|characters}'),
  maxLength: text('最多{limit}个字', 'it has room for {limit|character|characters}'),
  minimum: text('不能小于{limit}', 'it cannot be less than {limit}'),
  maximum: text('不能大于{limit}', 'it cannot be more than {limit}'),
  exclusiveMinimum: text('必须大于{limit}', 'it must be more than {limit}'),
  exclusiveMaximum: text('必须小于{limit}', 'it must be less than {limit}'),
  multipleOf: text('必须是{multipleOf}的倍数', 'it must be a multiple of {multipleOf}'),
  pattern: text('写法应符合“{pattern}”', 'it must be written like "{pattern}"'),
  uniqueItems: text('有重复的项，请删除一项', 'the same entry stands twice: remove one'),
  contains: text('缺少必需的项', 'a needed entry is missing'),
  not: text('这样写不允许', 'it may not be written like this'),
  'false schema': text('此处不能有内容', 'nothing may stand here'),
};

const BLANK = text('不能只有空格，请写明内容', 'it must say something: blanks alone are nothing');
const OTHER = text('与允许的写法都不符', 'it is written like none of what is allowed');

/** What is wrong with a place, in words of the product and never in the validator's. */
export function shapeWords({ keyword, params }: ShapeError): LocalizedText {
  if (keyword === 'pattern' && params.pattern === SAYS_SOMETHING) return BLANK;
  const said = (Object.hasOwn(SAID, keyword) && SAID[keyword]) || OTHER;
  const fill = (locale: keyof LocalizedText): string =>
    said[locale].replace(/\{(\w+)(?:\|(\w+)\|(\w+))?\}/g, (_, name: string, one?: string, many?: string) => {
      const value = params[name];
      if (one !== undefined) return `${jsonText(value as Json | undefined)} ${value === 1 ? one : many}`;
      const types =
        name === 'type' ? [value].flat().map((type) => TYPES[String(type)]?.[locale] ?? String(type)) : null;
      if (types) return types.join(locale === 'en' ? ' or ' : '或');
      if (Array.isArray(value)) return (value as Json[]).map(jsonText).join(locale === 'en' ? '", "' : '”“');
      return jsonText(value as Json | undefined);
    });
  return { 'zh-CN': fill('zh-CN'), en: fill('en') };
}
