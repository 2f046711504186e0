import { pointerTokens } from '../json/pointer.ts';
import { fill } from '../model/fill.ts';
import type { FormDefinition } from '../model/form-definition.ts';
import type { Locale, LocalizedText } from '../model/text.ts';
import { fieldAt } from '../schema-walk.ts';
import type { WithoutValue } from './calculate.ts';
import type { Why } from './model.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const MISSING = text('填写{fields}后算出', 'Calculated once {fields} is filled in');
const MORE = text('{fields}等{count}处', '{fields} and {count} more');
const ROW = text('第{row}行', 'row {row}');

const REASONS: Record<Exclude<Why, 'missing'>, LocalizedText> = {
  zero: text('除数为0，算不出来：请检查所填内容', 'Something would be divided by 0: check what has been filled in'),
  'too-large': text('结果太大，算不出来：请检查所填内容', 'The result is too large: check what has been filled in'),
  work: text('内容太多，算不出来：请分几次填写', 'There is too much to calculate: fill it in in several parts'),
  circle: text(
    '公式绕回到自己，算不出来：请管理员修改表单',
    'The expression leads back to itself: ask an admin to mend the form',
  ),
  other: text('按现在填写的内容算不出来', 'Cannot be calculated from what has been filled in'),
};

/** Places that are named; of more it is said how many. */
const MOST_NAMED = 3;

/** A field with the row that it stands in: “成员”第2行“收入”. */
function placeWords(form: Pick<FormDefinition, 'schema'>, pointer: string, locale: Locale): string {
  const parts: string[] = [];
  let at = '';
  for (const token of pointerTokens(pointer)) {
    at += `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (/^\d+$/.test(token)) parts.push(fill(ROW[locale], { row: Number(token) + 1 }));
    else {
      const name = fieldAt(form, at)?.['x-title']?.[locale] ?? token;
      parts.push(locale === 'en' ? `"${name}"` : `“${name}”`);
    }
  }
  // A group goes without saying: only lists, their rows, and the field.
  const told = parts.length > 2 ? parts : parts.slice(-1);
  return told.join(locale === 'en' ? ' ' : '');
}

/** Why a calculated field has no value, as one phrase of the locale: what is still to be filled in, where that is all. */
export function withoutWords(
  form: Pick<FormDefinition, 'schema'>,
  { missing, why }: Pick<WithoutValue, 'missing' | 'why'>,
  locale: Locale,
): string {
  const reason = why.find((one): one is keyof typeof REASONS => one !== 'missing') ?? 'other';
  if (missing.length === 0 || reason !== 'other') return REASONS[reason][locale];
  const named = missing.slice(0, MOST_NAMED).map((pointer) => placeWords(form, pointer, locale));
  const listed = named.join(locale === 'en' ? ', ' : '、');
  const more = missing.length - named.length;
  const count = locale === 'en' ? more : missing.length;
  return fill(MISSING[locale], { fields: more > 0 ? fill(MORE[locale], { fields: listed, count }) : listed });
}
