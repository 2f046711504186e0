import {
  type FormDefinition,
  type FormSchema,
  formatValue,
  isNothing,
  type Json,
  type Locale,
  type LocalizedText,
  pointerTokens,
  quotedList,
  resolveRef,
} from '@caseway/form-schemas';
import { isJsonObject } from '../json-value.ts';
import type { FormProofCode, FormProofFinding, FormProofLeftOut } from './findings.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What each code is called, in a heading. */
export const FORM_PROOF_TITLES: Record<FormProofCode, LocalizedText> = {
  'never-valid': text('怎样填写都无法提交', 'Cannot be completed'),
  'required-hidden': text('要求填写却不显示', 'Demanded, but not shown'),
  conflict: text('相互矛盾的条件', 'Conditions that contradict each other'),
  'no-answer': text('填什么都不符合要求', 'No answer fits'),
  unpickable: text('选了就无法提交的选项', 'Choices that lead nowhere'),
  'never-shown': text('永远不会显示', 'Never shown'),
  'never-applies': text('不可能成立的条件', 'Conditions that never hold'),
};

/** `{…}` are filled by `renderFormProof`. */
const SENTENCES = {
  'never-valid': text(
    '怎样填写都通不过检查。请核对必填项和各项限制。',
    'Nothing that can be entered passes the checks. Look at what is demanded and limited.',
  ),
  'required-hidden': text(
    '{when}时，要求填写{fields}，页面上却没有这一项，无法提交。请让它在这时显示，或不再要求。',
    'With {when}, {fields} must be filled in and is not on the page: nobody can submit. Show it then, or stop demanding it.',
  ),
  conflict: text(
    '{when}时，此处的要求与其他要求矛盾，怎样填写都无法提交。请修改其中之一。',
    'With {when}, what is demanded here contradicts what is demanded elsewhere: nobody can submit. Change one of them.',
  ),
  'conflict-of-two': text(
    '{when}时，两处条件同时成立，对{fields}的要求相互矛盾，怎样填写都无法提交。请修改其中一处。',
    'With {when}, two conditions hold at once and demand different things of {fields}: nobody can submit. Change one of them.',
  ),
  'no-answer': text(
    '{fields}会显示，但填写任何内容都不符合要求。请放宽限制，或删去这一项。',
    '{fields} is shown, and nothing that is entered there fits. Loosen its limits, or remove it.',
  ),
  unpickable: text(
    '{fields}的选项{value}选了以后无法提交。请删去这个选项，或修改与之矛盾的要求。',
    'Nobody who picks {value} for {fields} can submit. Remove the choice, or change what contradicts it.',
  ),
  'never-shown': text(
    '{fields}永远不会显示：没有填法能让它的条件成立。请修改条件，或删去这一项。',
    '{fields} is never shown: nothing that can be entered fulfils its condition. Change the condition, or remove the field.',
  ),
  'never-applies': text(
    '此处的条件不可能成立，其中的要求不起作用。请修改条件，或删去。',
    'The condition here never holds, and what it demands has no effect. Change it, or remove it.',
  ),
} as const satisfies Record<string, LocalizedText>;

const LEFT_OUT: Record<FormProofLeftOut['why'], LocalizedText> = {
  time: text('时间用完：{what}没有证明完。', 'Out of time: {what} was not finished.'),
  cancelled: text('已取消：{what}没有证明完。', 'Called off: {what} was not finished.'),
  'too-large': text('{what}过大，超出求解器的容量。', '{what} is too large for the solver.'),
  unusable: text(
    '{what}还不能使用，请先改正检查指出的错误。',
    '{what} cannot be used yet: mend what its check says first.',
  ),
  values: text('{what}可填的内容没有全部考虑到。', 'Not everything that can be entered in {what} was thought of.'),
  undecided: text('{what}未能判定。', '{what} could not be decided.'),
  references: text(
    '{what}引用了表格之外的内容，没有证明。',
    '{what} refers to what stands outside of the list: not proved.',
  ),
};

const NOTHING_YET = text('什么都没有填', 'nothing filled in');
const MOST_ANSWERS = 4;

function schemaAt(form: FormDefinition, pointer: string): FormSchema {
  let at: unknown = form;
  for (const token of pointerTokens(pointer)) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, token) : undefined;
    if (isJsonObject(at as Json) && '$ref' in (at as object)) at = resolveRef(at as FormSchema, form.schema);
  }
  return typeof at === 'object' && at !== null ? at : {};
}

function labelOf(schema: FormSchema, name: string, locale: Locale): string {
  const { 'x-title': own } = schema;
  return own?.[locale] ?? own?.['zh-CN'] ?? own?.en ?? name;
}

/** An answer as people read it. */
export interface ShownAnswer {
  label: string;
  value: string;
}

/** The answers that show a finding, each with what its field is called; of a group those in it. */
export function formProofAnswers(
  form: FormDefinition,
  { within, witness = {} }: FormProofFinding,
  locale: Locale,
): ShownAnswer[] {
  const shown = (schema: FormSchema, data: Record<string, Json>): ShownAnswer[] =>
    Object.entries(data).flatMap(([name, value]) => {
      if (isNothing(value)) return [];
      const field = declared(schema, name, form.schema) ?? {};
      if (isJsonObject(value)) return shown(field, value);
      return [{ label: labelOf(field, name, locale), value: formatValue(field, value, locale) }];
    });
  return shown(schemaAt(form, within), witness);
}

/** What an object's schema says of a property, wherever it says so. */
function declared(given: FormSchema, name: string, root: FormSchema): FormSchema | undefined {
  const schema = resolveRef(given, root);
  const own = schema.properties?.[name];
  if (own) return resolveRef(own, root);
  const parts = [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), schema.then, schema.else];
  for (const part of parts) {
    const found = part && declared(part, name, root);
    if (found) return found;
  }
  return undefined;
}

const lastOf = (pointer: string): string => pointerTokens(pointer).at(-1) ?? '';

/** The finding in words of the locale, with what to do. */
export function renderFormProof(form: FormDefinition, finding: FormProofFinding, locale: Locale): string {
  const { code, other, value } = finding;
  const fields = finding.fields.map((at) => labelOf(schemaAt(form, at), lastOf(at), locale));
  const said = formProofAnswers(form, finding, locale).map(({ label, value: answer }) =>
    locale === 'en' ? `"${label}": ${answer}` : `“${label}”为“${answer}”`,
  );
  const more = said.length > MOST_ANSWERS;
  const first = said.slice(0, MOST_ANSWERS).join(locale === 'en' ? ', ' : '、');
  const when = said.length === 0 ? NOTHING_YET[locale] : `${first}${more ? (locale === 'en' ? ' …' : '等') : ''}`;
  const field = schemaAt(form, finding.fields[0] ?? '');
  const one = field.items ? resolveRef(field.items, form.schema) : field;
  const choice = value === undefined ? '' : quotedList([formatValue(one, value, locale)], locale);
  return filled(SENTENCES[other === undefined ? code : 'conflict-of-two'][locale], {
    when,
    fields: quotedList(fields, locale),
    value: choice,
  });
}

/** Each `{name}` by its value as it is. */
const filled = (sentence: string, values: Record<string, string>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** What was not proved, in words. */
export function renderFormProofLeftOut(form: FormDefinition, { why, what }: FormProofLeftOut, locale: Locale): string {
  const names = what.map((at) =>
    at === '/schema' ? (form.title?.[locale] ?? form.key) : labelOf(schemaAt(form, at), lastOf(at), locale),
  );
  return filled(LEFT_OUT[why][locale], { what: quotedList(names, locale) });
}
