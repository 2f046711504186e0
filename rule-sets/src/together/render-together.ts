import { fill, type Locale, type LocalizedText, quotedList } from '@caseway/form-schemas';
import { TYPE_WORDS } from '../check-rule-set/finding-catalogue.ts';
import type { TogetherCode, TogetherFinding, TogetherMend } from './together.ts';

/** How a document speaks of itself in these sentences: which of it reads. */
const SENTENCES: Record<TogetherCode, LocalizedText> = {
  'field-renamed': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”已将它换成另一字段“{other}”：请改读新字段，或让表单沿用原字段名，并一同启用。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” now calls “{other}” under another name: let it read the new field or the form keep the old name, and put both in force together.',
  },
  'field-gone': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”已没有这个字段：请修改规则，或在表单中保留该字段，并一同启用。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” no longer has: change what reads it or keep the field, and put both in force together.',
  },
  'field-retyped': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”已将它由{from}改为{to}：请按新的类型修改规则，或恢复字段类型，并一同启用。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” changed from {from} to {to}: change what reads it or the field back, and put both in force together.',
  },
  'field-sensitive': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”已将它标为敏感信息，规则不得再读取：请修改规则，或取消标注。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” now marks as personal data that no rule may read: change what reads it, or the mark.',
  },
  'value-gone': {
    'zh-CN':
      '“{document}”的“{part}”以字段“{field}”的“{value}”为条件，表单“{form}”中已不能填写这个值：请修改规则，或在表单中保留它，并一同启用。',
    en: '“{part}” in “{document}” asks whether “{field}” is “{value}”, which can no longer be given in form “{form}”: change what reads it or keep the value, and put both in force together.',
  },
  'field-lacking': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”没有这个字段：请加上“表单”条件写明用于哪些表单，或加上“已填写”条件。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” does not have: add a condition on the form that says for which it is meant, or one that the field is given.',
  },
  'field-never-given': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”改动后，任何案件都填不到它：请让该字段在需要时显示，或修改规则，并一同启用。',
    en: '“{part}” in “{document}” reads field “{field}”, which nobody can fill in any more in form “{form}”: show the field where it is needed or change what reads it, and put both in force together.',
  },
  'field-moved': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”改为只在某些情况下才显示它：原来填写它的案件可能不再填写，结果会不同。请让该字段在需要时显示，或修改规则；确需如此的，请写明理由。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” now asks for only in some cases: a case that gave it may lack it, and come out otherwise. Show the field where it is needed or change what reads it; else say why it is meant so.',
  },
  'field-optional': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”不再要求必填：留空的案件结果会不同。请恢复必填，或在规则中写明未填写时如何处理；确需如此的，请写明理由。',
    en: '“{part}” in “{document}” reads field “{field}”, which form “{form}” no longer demands: a case without it comes out otherwise. Demand the field again or say in what reads it what holds without it; else say why it is meant so.',
  },
  'field-narrowed': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”收窄了它可填写的内容；这一条件仍可能成立，也可能不成立。',
    en: '“{part}” in “{document}” reads field “{field}”, which takes less than before in form “{form}”; what is asked of it can still be so or otherwise.',
  },
  'field-unproven': {
    'zh-CN':
      '“{document}”的“{part}”读取字段“{field}”，表单“{form}”已改动，无法证明该条件仍与原来一样起作用：请试填核对，并写明理由。',
    en: '“{part}” in “{document}” reads field “{field}”; form “{form}” changed, and it could not be proved that this still works as before: try it with examples, and say why it is right.',
  },
  'never-holds': {
    'zh-CN':
      '“{document}”的“{part}”以字段“{field}”为条件，表单“{form}”改动后，填写什么都不能满足这一条件：请放宽该字段，或修改规则；确需如此的，请写明理由。',
    en: '“{part}” in “{document}” has a condition on field “{field}” that no answer in form “{form}” can meet any more: widen the field or change the condition; else say why it is meant so.',
  },
  'always-holds': {
    'zh-CN':
      '“{document}”的“{part}”以字段“{field}”为条件，表单“{form}”改动后，填写什么都满足这一条件，不再起区分作用：请放宽该字段，或修改规则；确需如此的，请写明理由。',
    en: '“{part}” in “{document}” has a condition on field “{field}” that every answer in form “{form}” meets now, so that it decides nothing: widen the field or change the condition; else say why it is meant so.',
  },
  'binding-gone': {
    'zh-CN':
      '“{document}”的“{part}”要用到表单“{form}”绑定的字段“{field}”（{binding}），这项绑定已被去掉：请恢复绑定，或修改用到它的地方，并一同启用。',
    en: '“{part}” in “{document}” goes by field “{field}” bound as {binding} in form “{form}”, and the binding is gone: bind it again or change what goes by it, and put both in force together.',
  },
  'binding-changed': {
    'zh-CN':
      '“{document}”的“{part}”要用到表单“{form}”的绑定（{binding}），它已由字段“{field}”改为“{other}”：请核对两个字段含义相同，或恢复原绑定；确需如此的，请写明理由。',
    en: '“{part}” in “{document}” goes by what form “{form}” binds as {binding}, which was field “{field}” and is now “{other}”: see that both mean the same or bind as before; else say why it is meant so.',
  },
  'denial-lost': {
    'zh-CN':
      '表单“{form}”的“{field}”填“{value}”时，原先与某些处理结果相矛盾，现在不再如此（{document}：{part}）：请恢复；确需如此的，请写明理由。',
    en: '“{value}” of “{field}” in form “{form}” contradicted outcomes and no longer does ({document}: {part}): put it back; else say why it is meant so.',
  },
  'branch-lost': {
    'zh-CN':
      '“{document}”的操作“{part}”原有的一个分支没有了或已改动，原来走该分支的回答会得出别的结果：请恢复；确需如此的，请写明理由。',
    en: 'Action “{part}” of “{document}” lost a branch, or has it otherwise, so that answers which took it come out otherwise: put it back; else say why it is meant so.',
  },
  'refusal-lost': {
    'zh-CN': '“{document}”的操作“{part}”原先拒绝某些回答，现在不再拒绝或条件已改动：请恢复；确需如此的，请写明理由。',
    en: 'Action “{part}” of “{document}” refused some answers and no longer does, or others: put it back; else say why it is meant so.',
  },
  'effect-changed': {
    'zh-CN':
      '“{document}”的处理结果“{part}”改了含义：办结案件按新含义统计，与回答是否矛盾也按新含义判断。请恢复；确需如此的，请写明理由。',
    en: 'Outcome “{part}” of “{document}” means something else: cases count by it, and answers are held against it. Put it back; else say why it is meant so.',
  },
  'telling-changed': {
    'zh-CN':
      '“{document}”的操作“{part}”告知诉求人的一段话，所声明的含义（says）变了或者没有了：回答与它是否矛盾按新的含义判断。请恢复；确需如此的，请写明理由。',
    en: 'What action “{part}” of “{document}” tells is declared to say something else, or nothing (says): answers are held against that. Put it back; else say why it is meant so.',
  },
  'answer-leads-wrong': {
    'zh-CN':
      '表单“{form}”的“{field}”填“{answer}”时，“{document}”的操作“{part}”会得出或告知“{outcome}”，与回答不符：请在路径中为它另设分支，或更正表单，并一同启用。',
    en: 'With “{field}” of form “{form}” answered “{answer}”, action “{part}” of “{document}” would decide or tell “{outcome}”, which it contradicts: give it a branch there or correct the form, and put both in force together.',
  },
  'answer-leads-nowhere': {
    'zh-CN':
      '表单“{form}”怎么填，“{document}”的操作“{part}”都会被拒绝（至少在某个处理结果之后如此），案件无法继续：请修改表单或路径，并一同启用。',
    en: 'Whatever form “{form}” answers, action “{part}” of “{document}” is refused, at least after some outcome, and the case cannot go on: change the form or the path, and put both in force together.',
  },
  'answer-unthought': {
    'zh-CN':
      '“{document}”的操作“{part}”按表单“{form}”的回答办理，而表单没有说明回答与哪些处理结果矛盾，或者路径没有说明所告知的含义：请声明（x-denies、says），并一同启用。',
    en: 'Action “{part}” of “{document}” goes by answers of form “{form}”, and either the form does not say what they contradict or the path not what is told: say so (x-denies, says), and put both in force together.',
  },
  'answer-unproved': {
    'zh-CN':
      '表单“{form}”改动后，未能证明“{document}”的操作“{part}”的回答都与处理结果相符：请试填核对；确需如此的，请写明理由。',
    en: 'With form “{form}” as it is now it could not be proved that the answers of action “{part}” in “{document}” fit its outcomes: try it with examples; else say why it is right.',
  },
  'term-unknown': {
    'zh-CN':
      '“{document}”的“{part}”以{fact}“{value}”为条件，而“{source}”没有这一项（表单“{form}”）：请两边使用同一个取值，并一同启用。',
    en: '“{part}” in “{document}” asks for {fact} “{value}”, which “{source}” does not have (form “{form}”): use the same value in both, and put both in force together.',
  },
  'limit-below-clock': {
    'zh-CN':
      '处理路径“{document}”的时限“{part}”比日历“{calendar}”的上限“{limit}”宽松：请缩短时限，或更正日历的上限，并一同启用。',
    en: 'Clock “{part}” of handling path “{document}” is looser than limit “{limit}” of calendar “{calendar}”: shorten the clock or correct the limit, and put both in force together.',
  },
  'limit-of-other': {
    'zh-CN':
      '处理路径“{document}”的“{part}”以日历“{calendar}”的“{limit}”为上限，但两者不是同一项期限（依据、属于谁或长短不同）：请更正其中之一，并一同启用。',
    en: '“{part}” of handling path “{document}” goes by limit “{limit}” of calendar “{calendar}”, which is not the same time (its source, whose it is, or its length): correct one of them, and put both in force together.',
  },
  'limit-gone': {
    'zh-CN':
      '处理路径“{document}”的“{part}”以“{limit}”为上限，日历“{calendar}”没有这一项：请在日历中保留它，或修改路径。',
    en: '“{part}” of handling path “{document}” goes by limit “{limit}”, which calendar “{calendar}” does not have: keep it in the calendar, or change the path.',
  },
  'clock-unattended': {
    'zh-CN':
      '{form}的案件走处理路径“{document}”时，时限{part}临近、到期或超期原由规则“{policy}”提醒或升级，现在没有规则处理：超期将无人知晓。请保留该规则，或由另一套升级规则接替，并一同启用；确需如此的，请写明理由。',
    en: 'When clocks {part} of handling path “{document}” came due in cases of {form}, rules of “{policy}” reminded or escalated; now none does, and nobody would hear that they are overdue. Keep them or let another policy take over, and put both in force together; else say why it is meant so.',
  },
  'clock-unheard': {
    'zh-CN':
      '{form}的案件走处理路径{document}时，时限{part}临近、到期或超期没有升级规则处理（“{policy}”不读取该表单，或没有相应规则）：超期将无人知晓。请让升级规则也适用，并一同启用；确需如此的，请写明理由。',
    en: 'When clocks {part} of handling path {document} come due in cases of {form}, no escalation rule has a word (“{policy}” does not read the form, or has no such rule): nobody would hear that they are overdue. Let a policy go for them and put both in force together; else say why it is meant so.',
  },
  'clock-gone': {
    'zh-CN':
      '处理路径“{document}”不再按“{limit}”计算时限“{part}”（{law}）：走该路径的案件将不再计算这项法定期限。请恢复；确需如此的，请写明理由。',
    en: 'Handling path “{document}” no longer counts clock “{part}” by “{limit}” ({law}): cases on the path would run without this time that the law sets. Put it back; else say why it is meant so.',
  },
  'use-no-case': {
    'zh-CN':
      '“{document}”按表单“{form}”登记的案件作出判断，而该表单的用途是“环节”，不能用来登记案件：请恢复表单的用途，或让规则集不再读取它。',
    en: '“{document}” decides cases registered by form “{form}”, whose use is a step: no case is opened by it. Give the form its use back, or let the rule set read it no longer.',
  },
  'use-no-step': {
    'zh-CN':
      '处理路径“{document}”在环节中填写表单“{form}”，而该表单的用途是登记案件：请恢复表单的用途，或在路径中改用别的表单。',
    en: 'Steps of handling path “{document}” ask form “{form}”, whose use is to open cases: give the form its use back, or let the path ask another.',
  },
  'use-of-cases': {
    'zh-CN': '表单“{form}”已用来登记案件，不能改作环节表单：请恢复其用途（use），环节另用一份新的表单。',
    en: 'Cases were registered by form “{form}”: it cannot become a form of a step. Give it its use back, and make another form for the step.',
  },
  'words-moved': {
    'zh-CN':
      '表单“{form}”的字段“{field}”：名称或选项名称原先是另一项的。以前填写的内容不变，却会被读成另一个意思。请恢复名称，或另设字段、选项；确需如此的，请写明理由。',
    en: 'Field “{field}” of form “{form}”: its name, or that of a choice, was another’s before. What was filed stays as it is and would be read as something else. Put the names back, or add a field or choice of its own; else say why it is meant so.',
  },
  'value-words-moved': {
    'zh-CN':
      '“{document}”中原名“{was}”的一项现名“{value}”，而这是另一项原来的名称：以前得出“{was}”的案件，会被读成“{value}”。请恢复名称，或另设一项；确需如此的，请写明理由。',
    en: 'In “{document}”, what was called “{was}” is now called “{value}”, as another was before: cases that came out as “{was}” would be read as “{value}”. Put the names back, or add a value of its own; else say why it is meant so.',
  },
  'session-unplanned': {
    'zh-CN':
      '“{document}”会把案件列入“{part}”的议题，日历“{calendar}”已没有这项会议的日期：案件会一直等待，没有开会的日子。请在日历中保留该会议，或修改规则，并一同启用；确需如此的，请写明理由。',
    en: '“{document}” puts cases on the agenda of “{part}”, for which calendar “{calendar}” no longer has days: cases would wait for a meeting that has none. Keep it in the calendar or change the rules, and put both in force together; else say why it is meant so.',
  },
};

const MENDS: Record<TogetherMend['code'], LocalizedText> = {
  'read-other-field': { 'zh-CN': '改读“{other}”', en: 'Read “{other}” instead' },
  'demand-again': { 'zh-CN': '恢复必填“{field}”', en: 'Demand “{field}” again' },
  'bind-as-before': { 'zh-CN': '恢复绑定“{field}”', en: 'Bind “{field}” as before' },
  'only-for-forms': { 'zh-CN': '加上条件：表单是{forms}', en: 'Add the condition: form is {forms}' },
  'name-as-before': { 'zh-CN': '沿用原名“{name}”', en: 'Keep the name “{name}”' },
};

function filled(template: LocalizedText, params: Record<string, LocalizedText>, locale: Locale): string {
  return fill(template[locale], (name) => {
    const text = params[name]?.[locale];
    if (text === undefined) return undefined;
    return name === 'from' || name === 'to' ? (TYPE_WORDS[text]?.[locale] ?? text) : text;
  });
}

const ALSO: LocalizedText = { 'zh-CN': '同样涉及：{others}。', en: ' The same goes for {others}.' };

/** Several things, each in quotation marks; what is a list already has its own. */
const quoted = (texts: readonly string[], locale: Locale): string =>
  texts.map((text) => (/^[“"]/.test(text) ? text : quotedList([text], locale))).join(locale === 'en' ? ', ' : '、');

/** Who else is concerned, by document, and which forms else. */
function alsoText({ readers, forms }: NonNullable<TogetherFinding['also']>, locale: Locale): string {
  const parts = new Map<string, string[]>();
  for (const { document, part } of readers) {
    const title = document[locale];
    parts.set(title, [...(parts.get(title) ?? []), part[locale]]);
  }
  const said = [...parts].map(([title, all]) => {
    // Where it is the document as a whole, no part of it is named.
    const own = all.filter((part) => part !== '');
    if (own.length === 0) return `“${title}”`;
    return locale === 'en' ? `${quoted(own, locale)} in “${title}”` : `“${title}”的${quoted(own, locale)}`;
  });
  if (forms.length > 0) {
    const named = quoted(
      forms.map((form) => form[locale]),
      locale,
    );
    said.push(locale === 'en' ? `form ${named}` : `表单${named}`);
  }
  if (said.length === 0) return '';
  return fill(ALSO[locale], { others: said.join(locale === 'en' ? '; ' : '；') });
}

/** The finding as a sentence of the locale: both documents, the place in each, how to mend it, and who else is concerned. */
export function renderTogetherFinding({ code, params, also }: TogetherFinding, locale: Locale): string {
  return `${filled(SENTENCES[code], params, locale)}${also ? alsoText(also, locale) : ''}`;
}

/** What a mend is called. */
export function renderTogetherMend({ code, params }: TogetherMend, locale: Locale): string {
  return filled(MENDS[code], params, locale);
}
