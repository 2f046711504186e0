import type { Finding, Severity } from './model/finding.ts';
import type { Locale, LocalizedText } from './model/text.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

interface Entry {
  severity: Severity;
  text: LocalizedText;
}

const error = (zh: string, en: string): Entry => ({ severity: 'error', text: text(zh, en) });
const warning = (zh: string, en: string): Entry => ({ severity: 'warning', text: text(zh, en) });

/** Everything that `checkForm` can say, with how to mend it. */
export const FORM_FINDINGS = {
  'not-an-object': error('文件内容应是一个JSON对象。', 'The file must hold one JSON object.'),
  'no-schema': error(
    '这不是表单：既没有 key 和 schema，也没有JSON模式的关键字（如 properties）。',
    'This is no form: it has neither "key" and "schema" nor any keyword of JSON Schema (such as "properties").',
  ),
  'too-large': error(
    '表单过大（{actual}，上限{limit}）：请拆分。',
    'The form is too large ({actual}, at most {limit}): split it.',
  ),
  shape: error('此处的内容不符合表单的结构：{detail}。', 'This does not have the shape of a form: {detail}.'),
  'missing-title': error(
    '字段“{field}”缺少两种语言的名称：请填写 x-title。',
    'Field "{field}" has no label in both languages: fill in x-title.',
  ),
  'missing-choice-title': error(
    '选项“{value}”缺少名称：请在 x-enum-titles 中填写。',
    'Choice "{value}" has no label: add it to x-enum-titles.',
  ),
  'unknown-choice-title': warning(
    'x-enum-titles 中的“{value}”不是选项：请删除或补充到 enum。',
    'x-enum-titles names "{value}", which is no choice: remove it or add it to enum.',
  ),
  'no-type': warning(
    '字段“{field}”没有类型，按文本填写：请填写 type 或 enum。',
    'Field "{field}" has no type and is filled in as a text: give it a type or an enum.',
  ),
  'field-shape': error(
    '字段“{field}”不是“{type}”应有的样子：请按格式说明改正，或去掉 x-field。',
    'Field "{field}" has not the shape of "{type}": write it as the description of the format says, or remove x-field.',
  ),
  'required-nothing': warning(
    '“{field}”只作说明，没有内容可填，不能设为必填：请从 required 中去掉。',
    '"{field}" only explains and holds nothing, so it can never be given: take it out of "required".',
  ),
  'missing-language': warning(
    '此处只有一种语言，另一种语言的人看到的是原文：请补充“{language}”。',
    'This is written in one language only, and everybody reads it in that one: add "{language}".',
  ),
  'unknown-keyword': warning(
    '“{keyword}”不是认得的关键字，不起作用：请删除或改正拼写。',
    '"{keyword}" is no keyword of JSON Schema and does nothing: remove it or mend its spelling.',
  ),
  'unknown-format': warning(
    '不检查“{format}”这种格式：可用的格式有{known}。',
    'Nothing checks the format "{format}": there are {known}.',
  ),
  'unusable-field-name': error(
    '“{field}”不能用作字段名：不能有 . [ ] 引号或空白，最长60个字。',
    '"{field}" cannot be the name of a field: no . [ ], quotation marks or blanks, at most 60 characters.',
  ),
  'not-on-screen': warning(
    '“{keyword}”会检查，但页面上没有对应的输入框：请改用字段或表格。',
    '"{keyword}" is checked, but nothing on the page fills it in: use fields or a table.',
  ),
  'not-in-a-section': error(
    '字段“{field}”没有放入任何分区，填写时看不到：请在 ui.sections 中加入。',
    'Field "{field}" stands in no section and would never be seen: add it to ui.sections.',
  ),
  'unknown-field': error(
    '这里提到的字段“{field}”不存在：请更正或删除。',
    'Field "{field}" named here does not exist: correct or remove it.',
  ),
  'twice-in-sections': error(
    '字段“{field}”在分区中出现了两次：请保留一处。',
    'Field "{field}" stands in the sections twice: keep one.',
  ),
  'duplicate-section': error(
    '分区“{key}”重复：请改用不同的 key。',
    'Section "{key}" stands twice: give each its own key.',
  ),
  'binding-not-a-field': error(
    '绑定“{name}”指向的字段不存在：{pointer}。',
    'Binding "{name}" leads to no field: {pointer}.',
  ),
  'binding-missing': error(
    '登记案件的表单要有 bindings.title（用哪个字段作标题）。',
    'A form that opens cases needs bindings.title: the field that names the matter.',
  ),
  'binding-not-sensitive': error(
    '“{name}”是个人信息：请在该字段标注 x-sensitive 并写明理由。',
    '"{name}" is personal data: mark the field with x-sensitive and its reason.',
  ),
  'binding-sensitive': error(
    '标题会显示在台账中，不能是敏感字段：请换一个字段。',
    'The title is shown in lists and cannot be sensitive: choose another field.',
  ),
  'matter-sensitive': error(
    '“matter”用来认出同一事项，不能是敏感字段：请换一个字段（如问题领域）。',
    '"matter" tells whether two cases are about the same and cannot be sensitive: choose another field (such as the subject).',
  ),
  'petitioner-not-sensitive': error(
    '字段“{field}”标明了诉求人的信息：请同时标注 x-sensitive 并写明理由。',
    'Field "{field}" is marked as a petitioner’s: mark it with x-sensitive and its reason, too.',
  ),
  'petitioner-not-text': error(
    '字段“{field}”标明了诉求人的姓名、电话或身份证号码：请改为文本字段。',
    'Field "{field}" is marked as a petitioner’s name, telephone or identity number: make it a text field.',
  ),
  'review-needs-case': error(
    '申请复查的表单要有 bindings.about（哪个字段选择原案件），并且用途是登记案件。',
    'A form that asks for a review opens a case and needs bindings.about: the field that chooses the earlier case.',
  ),
  'binding-type': error('“{name}”需要{wanted}类型的字段。', '"{name}" needs a field of type {wanted}.'),
  'reserved-name': error(
    '字段名“{field}”是系统事实的名称：请改名。',
    'Field name "{field}" is that of a system fact: rename it.',
  ),
  'bad-pattern': error('正则表达式无法使用：{detail}。', 'The pattern cannot be used: {detail}.'),
  'bad-reference': error(
    '引用“{ref}”不存在：只能引用本表单里的部分（写有 $id 的部分里，“#”从该部分算起）。',
    'Reference "{ref}" leads nowhere: only parts of this form can be referred to (inside of a part with an $id, "#" is that part).',
  ),
  'duplicate-id': error(
    '$id 或 $anchor“{id}”出现了两次：请删除一处。',
    '$id or $anchor "{id}" stands twice: remove one.',
  ),
  'too-many-parts': error(
    '展开所有引用后，这一部分超过{limit}处：请减少引用。',
    'With every reference followed, this has more than {limit} parts: refer to less.',
  ),
  'unusable-characters': error(
    '这里有无法保存的字符（看不见的空字符，或残缺的字符）：请删除。',
    'This holds characters that cannot be kept (an invisible null, or half a character): delete them.',
  ),
  'unusable-number': error(
    '这个数字太大，无法准确保存：请改小。',
    'This number is too large to be kept: make it smaller.',
  ),
  'duplicate-choice': error('选项“{value}”出现了两次：请删除一处。', 'Choice "{value}" stands twice: remove one.'),
  'ambiguous-choice': error(
    '两个选项写出来都是“{value}”（一个是文字，一个不是），名称无法区分：请改掉一个。',
    'Two choices are both written "{value}" (one a text, one not), so that labels cannot tell them apart: change one.',
  ),
  'same-choice-title': warning(
    '选项“{value}”与“{other}”名称相同，填写的人分不清：请改掉一个名称。',
    'Choices "{value}" and "{other}" have the same label, and nobody can tell them apart: change one label.',
  ),
  'circular-reference': error(
    '引用“{ref}”循环：请改为具体的字段。',
    'Reference "{ref}" goes round in a circle: write the fields out.',
  ),
  'too-deep': error('嵌套超过{limit}层：请简化。', 'More than {limit} levels deep: simplify it.'),
  'condition-keyword': warning(
    '条件（if）中的“{keyword}”照标准判断，但条件编辑器读不懂，证明未必知道它何时成立：能写成{allowed}的，请改写。',
    '"{keyword}" in a condition (if) is judged as the standard says, but the condition editor cannot read it, and the proof may not know when it holds: where {allowed} can say it, use these.',
  ),
  'condition-field': error(
    '条件中的字段“{field}”不存在。',
    'The condition names field "{field}", which does not exist.',
  ),
  'required-unknown': warning(
    '必填项“{field}”不是这里的字段，页面上无处填写：请更正名称、补上字段，或从 required 中去掉。',
    'Required "{field}" is no field here, and nothing on the page fills it in: correct the name, add the field, or take it out of "required".',
  ),
  'sensitive-choice': warning(
    '敏感字段“{field}”的内容不能用于规则：如需按它分流，请另设非敏感字段。',
    'Rules cannot read sensitive field "{field}": add another field if they need to.',
  ),
  'bad-default': warning(
    '字段“{field}”的默认值不符合自身要求。',
    'The default of field "{field}" does not fit the field.',
  ),
  'default-answers': warning(
    '字段“{field}”有默认值：没有人作答，也会被记为答案，规则可能据此决定。请删除默认值，由登记人作答。',
    'Field "{field}" has a default: it is recorded as an answer that nobody gave, and rules may decide by it. Remove it and let a person answer.',
  ),
  'denies-place': error(
    '“{field}”不能声明 {keyword}：只有环节表单中（列表之外、非敏感的）是否题或单选题可以。',
    'Field "{field}" cannot carry {keyword}: only a yes-no or single choice of a step form can, outside of lists and not sensitive.',
  ),
  'denies-silent': error(
    '{keyword} 没有说明“{field}”填“{value}”时与哪些处理结果矛盾：请写明；都不矛盾时写空列表 []。',
    '{keyword} does not say which outcomes "{value}" of "{field}" contradicts: say so; an empty list [] where none.',
  ),
  'denies-unknown-answer': error(
    '{keyword} 中的“{value}”不是“{field}”的答案：请更正或删除。',
    '{keyword} names "{value}", which is no answer of "{field}": correct or remove it.',
  ),
  'recuses-no-staff': error(
    '字段“{field}”标为由其中所选的人回避（x-recuses: staff）：请改为填写工作人员编号的文本字段（format: uuid）或其列表，或改用 department、named。',
    'Field "{field}" keeps out the staff chosen in it (x-recuses: staff): make it a text of their ids (format: uuid) or a list of these, or write department or named.',
  ),
  'recuses-no-department': error(
    '字段“{field}”标为由其中所选的部门回避（x-recuses: department）：请改为部门的单选或多选字段，或改用 staff、named。',
    'Field "{field}" keeps out the departments chosen in it (x-recuses: department): make it a choice of departments, one or several, or write staff or named.',
  ),
  'recuses-no-named': error(
    '字段“{field}”标为由其文字所指的人和部门回避（x-recuses: named）：请改为不带选项和格式的文本字段或其列表，或改用 staff、department。',
    'Field "{field}" keeps out whomever its text names (x-recuses: named): make it a text without choices and format or a list of these, or write staff or department.',
  ),
  'day-bound-place': error(
    'x-not-before、x-not-after、x-unusual-before、x-unusual-after 只能用于日期字段。',
    'x-not-before, x-not-after, x-unusual-before and x-unusual-after stand at days only.',
  ),
  'day-bound': error(
    '“{bound}”不能作为日期的界限：可写 today（今天）、确有的一天（如1949-10-01）、指向本表单其他日期字段的路径；环节表单还可写 received（收到日期）、reached（案件转入本环节的日期）、decided（作出现有处理结果的日期），送达记录还可写 told（文书作出的日期）；只提醒核对的（x-unusual-…）还可写距今多久，如 P1Y。',
    '"{bound}" cannot bound a day: write today, a day (1949-10-01), a pointer to another day of this form, or in a step form received (the day of receipt), reached (of coming to the step), decided (of deciding what stands), and where it records a delivery told (of making the letter); what is only asked about (x-unusual-…) may also be how long ago: P1Y.',
  ),
  'calculation-syntax': error(
    '公式从第{place}个字“{near}”起看不懂：请检查括号和写法；标点、括号请用半角（英文输入法）。',
    'The expression cannot be read from character {place} on, "{near}": check brackets and spelling; punctuation is typed in half width.',
  ),
  'calculation-unsupported': error(
    '公式中不能使用“{near}”（第{place}个字）：可用四则运算、比较、and、or、if、for、some、every、[ ]筛选和函数。',
    'The expression cannot use "{near}" (character {place}): there are arithmetic, comparisons, and, or, if, for, some, every, filters in [ ] and functions.',
  ),
  'calculation-long': error(
    '公式过长或嵌套过深（最多{length}个字，{nesting}层）：请拆成几个计算值。',
    'The expression is too long or nested too deep (at most {length} characters, {nesting} levels): make several calculated values of it.',
  ),
  'calculation-many': error(
    '计算值和字段间校验过多（最多{limit}个）：请减少。',
    'There are too many calculated values and checks between fields (at most {limit}): have fewer.',
  ),
  'calculation-name': error(
    '公式中的“{name}”不是这里能用的字段：请更正；标点、括号请用半角（英文输入法）。',
    '"{name}" in the expression is no field that can be read here: correct it; punctuation is typed in half width.',
  ),
  'calculation-function': error(
    '没有“{name}”这个函数：可用{known}。',
    'There is no function "{name}": there are {known}.',
  ),
  'calculation-unreadable': error(
    '公式不能读取“{name}”这类字段：请改用其他字段。',
    'An expression cannot read a field such as "{name}": use another.',
  ),
  'calculation-type': error(
    '公式中的“{near}”应为{wanted}，实为{found}：请更正。',
    '"{near}" in the expression should be {wanted} and is {found}: correct it.',
  ),
  'calculation-place': error(
    'x-calculate 只能写在字段上：请移到分区、组或表格的字段，或删除。',
    'x-calculate stands at fields only: move it to a field of the form, a group or a table, or remove it.',
  ),
  'calculation-field': error(
    '“{field}”这类字段不能是计算值：请改为数字、整数、金额、日期、是否、文本或单选。',
    'A field such as "{field}" cannot be calculated: make it a number, an amount, a day, yes or no, a text or a choice.',
  ),
  'calculation-result': error(
    '“{field}”的公式得出{found}，而这个字段应为{wanted}：请改公式或字段类型（相隔天数写 .days，周岁写 .years）。',
    'The expression of "{field}" becomes {found}, and the field holds {wanted}: change one of them (a number of days ends in .days, of years in .years).',
  ),
  'calculation-required': error(
    '“{field}”是计算值，没有人填写，不能要求必填：请从 required 中去掉，改为要求公式用到的字段。',
    '"{field}" is calculated and typed by nobody: take it out of required, and require the fields that it is calculated from.',
  ),
  'calculation-default': error(
    '“{field}”是计算值，不能有默认值：请删除 default。',
    '"{field}" is calculated and has no default: remove it.',
  ),
  'calculation-and-typed': error(
    '“{field}”在一处是计算值，在另一处要填写：请改为两个字段。',
    '"{field}" is calculated in one place and typed in another: make two fields of it.',
  ),
  'calculation-sensitive': error(
    '“{field}”由个人信息“{source}”算出，会随结果公开：请给它也标注 x-sensitive 并写明理由，或改为是否、单选。',
    '"{field}" is calculated from personal data, "{source}", and would show it: mark it x-sensitive with its reason, too, or make it yes or no or a choice.',
  ),
  'calculation-never': error(
    '“{field}”出现时“{source}”从不出现，公式永远没有结果：请改公式或显示条件。',
    'Whenever "{field}" is there, "{source}" is not, and the expression never has an answer: change it or the conditions.',
  ),
  'calculation-circle': error(
    '“{field}”的公式或显示条件绕回到它自己：请去掉其中一处引用。',
    'The expression of "{field}", or what decides whether it is there, leads back to itself: take out one of the references.',
  ),
  'check-result': error(
    '字段间校验应得出是或否，这个公式得出{found}：请写成比较（如 start <= end）。',
    'A check between fields becomes yes or no, and this expression {found}: write a comparison (start <= end).',
  ),
  'check-place': error(
    '校验的位置“{place}”不是这里的字段：请写出显示提示的字段，如 /endDay。',
    'The place of the check, "{place}", is no field here: name the field at which its message is shown, such as /endDay.',
  ),
  'bounds-crossed': error('最小值大于最大值：没有内容能符合。', 'The least is more than the most: nothing can fit.'),
} as const satisfies Record<string, Entry>;

export type FormCode = keyof typeof FORM_FINDINGS;
export type FormFinding = Finding<FormCode>;

/** A finding with the severity of its code. */
export function formFinding(
  code: FormCode,
  pointer: string,
  params?: FormFinding['params'],
  words?: FormFinding['words'],
): FormFinding {
  return { severity: FORM_FINDINGS[code].severity, code, pointer, ...(params && { params }), ...(words && { words }) };
}

/** Takes note of a finding. */
export type Report = (...finding: Parameters<typeof formFinding>) => void;

/** The finding as one sentence of the locale. */
export function renderFinding(finding: Finding, locale: Locale): string {
  const entry = Object.hasOwn(FORM_FINDINGS, finding.code) ? FORM_FINDINGS[finding.code as FormCode] : undefined;
  const template = entry?.text[locale] ?? finding.code;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(finding.words?.[name]?.[locale] ?? finding.params?.[name] ?? whole),
  );
}
