import type { Finding, Locale, LocalizedText } from '@caseway/form-schemas';
import type { Witness } from '../../analyse/witness.ts';
import {
  RULE_SET_FINDINGS,
  type RuleSetFinding,
  renderRuleSetFinding,
} from '../../check-rule-set/finding-catalogue.ts';
import { errorEntry, renderFrom, warningEntry } from '../../configuration-findings.ts';

/** Everything that `checkPath` can say, with how to mend it. */
export const PATH_FINDINGS = {
  shape: errorEntry(
    '此处的内容不符合处理路径的结构：{detail}。',
    'This does not have the shape of a handling path: {detail}.',
  ),
  'key-twice': errorEntry('“{key}”出现了两次：请改用不同的 key。', '"{key}" stands twice: give each its own key.'),
  'unknown-step': errorEntry('环节“{step}”不存在：请更正。', 'There is no step "{step}": correct it.'),
  'unknown-action': errorEntry('操作“{action}”不存在：请更正。', 'There is no action "{action}": correct it.'),
  'unknown-clock': errorEntry('时限“{clock}”不存在：请更正。', 'There is no clock "{clock}": correct it.'),
  'unknown-outcome': errorEntry(
    '处理结果“{outcome}”没有在 outcomes 中定义。',
    'Outcome "{outcome}" is not defined in outcomes.',
  ),
  'unknown-document': errorEntry(
    '材料“{document}”没有在本环节定义。',
    'Document "{document}" is not defined on this step.',
  ),
  'unknown-limit': errorEntry(
    '法定时限“{limit}”没有在日历中定义。',
    'Statutory limit "{limit}" is not defined in the calendar.',
  ),
  'unknown-form': errorEntry(
    '表单“{form}”不存在，或不是环节表单（use: step）。',
    'There is no form "{form}" with use: step.',
  ),
  'unknown-department': warningEntry(
    '部门“{department}”没有在任何分流规则的词汇中定义。',
    'Department "{department}" is in no routing vocabulary.',
  ),
  'unknown-session': warningEntry(
    '会议“{session}”没有在任何分流规则的词汇中定义。',
    'Session "{session}" is in no routing vocabulary.',
  ),
  'task-repeats-step': warningEntry(
    '任务“{task}”与所到环节“{step}”本身的任务由同一责任人办理：同一件事会有两个任务。环节的操作就是它的完成，请删除该任务，或交给别人。',
    'Task "{task}" goes to whoever has the step "{step}" that the action leads to: one piece of work would be two tasks. The step\'s own action finishes it; remove the task, or give it to somebody else.',
  ),
  'closes-unreported': errorEntry(
    '经操作“{action}”结案时，可能还没有向转送、交办单位报告：请先转入报告的环节（reportsBack），或由该操作本身报告。',
    'Action "{action}" may close a case of which the authority that sent it has had no report: lead it to the step that reports (reportsBack), or let the action itself report.',
  ),
  unreachable: errorEntry(
    '环节“{step}”永远到不了：请从某个操作通向它，或删除。',
    'Step "{step}" can never be reached: lead an action to it, or remove it.',
  ),
  'no-way-out': errorEntry(
    '从环节“{step}”到不了结束：案件会停在这里。',
    'From step "{step}" no end can be reached: cases would stay for ever.',
  ),
  'no-end': errorEntry('没有结束环节（kind: end）。', 'There is no end (kind: end).'),
  'first-is-end': errorEntry('第一个环节不能是结束。', 'The first step cannot be the end.'),
  'end-has-actions': errorEntry('结束环节不能有操作。', 'An end has no actions.'),
  'no-assignee': errorEntry('环节“{step}”没有责任人（assignee）。', 'Step "{step}" has nobody responsible (assignee).'),
  'adverse-needs-decision': errorEntry(
    '对诉求人不利的结果（不予支持、维持、移送）只能由人在“人工决定”环节作出，并须写明理由（requires.reasons）。',
    'An outcome against the person (not-supported, upheld, referred) can only be decided by a person: on a human-decision step, with reasons (requires.reasons).',
  ),
  'referral-needs-basis': errorEntry(
    '依法移送须写明法律依据（requires.legalBasis）。',
    'A referral needs its legal basis written down (requires.legalBasis).',
  ),
  'referral-needs-approval': errorEntry(
    '依法移送须由包案领导审批他人的提议（approves，by 仅含 case-lead）。',
    "A referral needs a case lead who approves another person's proposal (approves; by: only case-lead).",
  ),
  'looser-than-law': errorEntry(
    '时限“{clock}”比法定时限“{limit}”宽松：只能更严。',
    'Clock "{clock}" is looser than the statutory limit "{limit}": it can only be stricter.',
  ),
  'cited-time-without-limit': errorEntry(
    '时限“{clock}”引用了{law}，该条规定了期限，却没有上限：请填写日历中对应的上限（limit），或更正依据。',
    'Clock "{clock}" cites {law}, which sets a time, and has no limit: name that limit of the calendar (limit), or correct the source.',
  ),
  'limit-not-of-source': errorEntry(
    '时限“{clock}”的上限“{limit}”不是其依据所引条文的期限：请改用该条文的上限，或更正依据（source）。',
    'Limit "{limit}" of clock "{clock}" is no time of the article that its source cites: name the limit of that article, or correct the source.',
  ),
  'limit-without-source': warningEntry(
    '时限“{clock}”的上限“{limit}”出自{law}，依据却没有引用它：请在依据（source）中写明。',
    'Limit "{limit}" of clock "{clock}" is a time of {law}, which its source does not cite: say so in the source.',
  ),
  'whose-not-as-limit': errorEntry(
    '时限“{clock}”与上限“{limit}”不是同一方的期限（办理机关或诉求人）：请更正 whose，或改用另一上限。',
    'Clock "{clock}" and its limit "{limit}" are not the time of the same side, authority or petitioner: correct whose, or name another limit.',
  ),
  'petitioner-not-as-limit': errorEntry(
    '时限“{clock}”是诉求人的期限，与上限“{limit}”不同：少告知会损害其权利，多告知会使其误期，请改为相同。',
    'Clock "{clock}" is the petitioner\'s and differs from limit "{limit}": told less they lose a right, told more they come too late. Make it the same.',
  ),
  'petitioner-rolls-back': errorEntry(
    '时限“{clock}”是诉求人的期限，遇休息日应顺延：请改为顺延至下一工作日（next-working-day）。',
    'Clock "{clock}" is the petitioner\'s and moves on from a day off: let it end on the next working day (next-working-day).',
  ),
  'petitioner-before-told': errorEntry(
    '时限“{clock}”是诉求人的期限，自书面答复送达起算：请以送达（delivered）作为开始。',
    'Clock "{clock}" is the petitioner\'s and runs from the delivery of the answer: let it start on delivered.',
  ),
  'stops-untold': errorEntry(
    '时限“{clock}”依{law}以书面告知为准：请以送达（delivered）作为停止；不再需要告知的情形（如撤回）写入 endsOn。',
    'Clock "{clock}" is met, by {law}, when the petitioner has been told in writing: let it stop on delivered; what makes it not owed any more (a withdrawal) belongs in endsOn.',
  ),
  'met-by-withdrawal': errorEntry(
    '诉求撤回后，时限“{clock}”被记为按时完成，而没有人完成它：请将该情形由 stopsOn 移入 endsOn。',
    'A withdrawal would record clock "{clock}" as met, though nobody met it: move it from stopsOn to endsOn.',
  ),
  'met-unreported': errorEntry(
    '时限“{clock}”是欠转送、交办单位的报告，只能因报告（reportsBack: reported）而完成：其他情形请移入 endsOn，或先转入报告的环节。',
    'Clock "{clock}" is a report owed to the authority that sent the matter and is met by the report alone (reportsBack: reported): move what else ends it to endsOn, or lead to the step that reports.',
  ),
  'ended-unreported': errorEntry(
    '时限“{clock}”是欠转送、交办单位的报告，只有对方不要求报告或已收回事项（reportsBack: not-owed）时才不再需要。',
    'Clock "{clock}" is a report owed to the authority that sent the matter: it is not owed any more only where that asked for none, or took the matter back (reportsBack: not-owed).',
  ),
  'met-undecided': errorEntry(
    '时限“{clock}”是法定办结时限，只能因作出决定（处理结果，或书面告知的决定）而完成：其他情形请移入 endsOn。',
    'Clock "{clock}" is the time of the law for the handling and is met by what is decided (an outcome, or a decision told in writing): move what else ends it to endsOn.',
  ),
  'extension-without-limit': errorEntry(
    '时限“{clock}”有上限，延期也须有累计上限：请填写 inAll。',
    'Clock "{clock}" has a limit, and so must all of its extensions together: name one (inAll).',
  ),
  'extension-not-in-law': errorEntry(
    '时限“{clock}”出自{law}，法律没有规定可以延期：请删除延期。',
    'Clock "{clock}" is a time of {law}, which knows no extension: remove it.',
  ),
  'extension-of-other-limit': errorEntry(
    '时限“{clock}”的延期以“{limit}”为上限，这不是法律对它规定的延期：请改用出自{law}的延期上限。',
    'Extensions of clock "{clock}" go by limit "{limit}", which is not the extension that the law gives it: name that of {law}.',
  ),
  'extension-needs-approval': errorEntry(
    '时限“{clock}”的延期须由单位负责人（镇主要领导）批准他人的提议：请设置 approves，by 仅含 township-lead。',
    'An extension of clock "{clock}" needs the head of the authority (township lead) to approve another person\'s proposal: set approves, and by to township-lead alone.',
  ),
  'extension-needs-reasons': errorEntry(
    '时限“{clock}”的延期须写明理由：请设置 requires.reasons。',
    'An extension of clock "{clock}" needs reasons written down: set requires.reasons.',
  ),
  'extension-not-told': errorEntry(
    '时限“{clock}”的延期须书面告知诉求人：请设置 tells。',
    'The petitioner is told in writing of an extension of clock "{clock}": set tells.',
  ),
  'refusal-needs-basis': errorEntry(
    '操作“{action}”可能不予支持或维持：须写明法律依据（requires.legalBasis）。',
    'Action "{action}" may refuse or uphold: it needs its legal basis written down (requires.legalBasis).',
  ),
  'refusal-not-told': errorEntry(
    '操作“{action}”可能不予支持或维持：须书面告知诉求人（tells），否则其申请复查、复核的期限无从起算。',
    'Action "{action}" may refuse or uphold: the petitioner must be told in writing (tells), or their time to have it reviewed never begins.',
  ),
  'withdrawal-needs-paper': warningEntry(
    '操作“{action}”以撤回结案，却没有凭据：请要求诉求人签字的材料（requires.documents）。',
    'Action "{action}" closes the case as withdrawn, and nothing shows it: ask for the paper that the petitioner signed (requires.documents).',
  ),
  'outcome-without-form': warningEntry(
    '操作“{action}”得出“已帮扶”或“达成一致”，却没有表单说明实际是否如此：请添加表单，并为相反的回答设置分支。',
    'Action "{action}" decides that aid was given or agreement reached, and no form says whether it was: add a form, with a branch for the answer that denies it.',
  ),
  'result-without-form': warningEntry(
    '操作“{action}”记录处理结果，既不书面告知，也没有表单说明实际怎样：任何情况都会记成这一结果。请添加表单，并声明哪些回答与该结果矛盾（x-denies）。',
    'Action "{action}" records an outcome, tells nobody in writing, and no form says how it was: whatever happened would be recorded as this. Add a form, and say which answers contradict the outcome (x-denies).',
  ),
  'closes-unasked': warningEntry(
    '操作“{action}”以有利于诉求人的结果结案，却没有人说明是否落实：请添加表单、理由或材料。',
    'Action "{action}" closes a case in the petitioner\'s favour, and nobody says whether it was carried out: ask for a form, reasons or a document.',
  ),
  'no-public-title': warningEntry(
    '此路径可能作出移送的决定，却没有对外名称：决定作出前诉求人看不到路径名称，请填写 publicTitle。',
    'This path may end in a referral and has no public title: until that is decided the petitioner reads no name of it. Give it one (publicTitle).',
  ),
  'step-without-public-title': warningEntry(
    '环节“{step}”没有对外名称：在可能移送的路径上，决定作出前诉求人看不到这一环节，请填写 publicTitle。',
    'Step "{step}" has no public title: on a path that may end in a referral the petitioner does not read of it until that is decided. Give it one (publicTitle).',
  ),
  'units-mixed': errorEntry(
    '延期的单位与时限“{clock}”不同。',
    'The extension counts in other units than clock "{clock}".',
  ),
  'extension-unbounded': errorEntry(
    '可延期的操作须限制次数（atMost）或累计上限（inAll）。',
    'An action that extends a clock needs a most number of times (atMost) or a limit for all of them (inAll).',
  ),
  'never-told': errorEntry(
    '操作“{action}”不书面告知任何人，没有送达可等：请为它设置 tells，或改用“操作”触发。',
    'Action "{action}" tells nothing in writing, so nothing is delivered: give it tells, or let the action itself be the trigger.',
  ),
  'no-day-of-delivery': errorEntry(
    '表单“{form}”没有绑定送达日期（bindings.deliveredOn），不能记录送达。',
    'Form "{form}" binds no day of delivery (bindings.deliveredOn): a delivery cannot be recorded with it.',
  ),
  'review-without-clock': errorEntry(
    '操作“{action}”告知可以申请复查、复核，却没有随其送达起算、因申请而结束的当事人期限：申请无法登记。请增加这样的时限（whose: petitioner，stopsOn: review-asked），或更正告知。',
    'The notice of action "{action}" says that a review may be asked for, and no period of the petitioner begins on its delivery and ends with asking (whose: petitioner, stopsOn: review-asked): no request could be registered. Add it, or correct the notice.',
  ),
  'rights-without-review': errorEntry(
    '权利告知写明可以申请复查、复核，而本路径没有可以复查的意见：请更正，或增加申请期限（stopsOn: review-asked）。',
    'The rights say that a review may be asked for, and nothing on this path can be reviewed: correct them, or add the period for asking (stopsOn: review-asked).',
  ),
  'outcome-without-review': errorEntry(
    '以处理结果“{outcome}”结案的，回执仍告知可以申请复查、复核，而没有可以复查的意见：请为该处理结果另写权利告知（rights；没有可告知的填 null），或为告知它的操作增加申请期限（stopsOn: review-asked）。',
    'A case that ends with outcome "{outcome}" still tells that a review may be asked for, and there is nothing to review: give that outcome rights of its own (rights; null where there is nothing to tell), or add the period for asking to the action that tells it (stopsOn: review-asked).',
  ),
  'review-untold': errorEntry(
    '处理结果“{outcome}”可以申请复查、复核，而回执没有告知：请在该处理结果或本路径的权利告知（rights）中写明。',
    'Outcome "{outcome}" can be reviewed, and the receipt does not say so: tell it in the rights of that outcome or of the path (rights).',
  ),
  'review-clock-goes-on': errorEntry(
    '申请期限“{clock}”在提出申请后仍继续计时：请在 stopsOn 中加上 review-asked。',
    'The period "{clock}" runs on after it was used: add review-asked to its stopsOn.',
  ),
  'review-leads-nowhere': errorEntry(
    '本路径的意见可以被复查，却没有写明被撤销后案件回到哪个环节：请填写 afterReview.revoked。',
    'Opinions of this path can be reviewed, and no step is named to which a case comes back when one is revoked: name it (afterReview.revoked).',
  ),
  'comes-back-to-end': errorEntry(
    '复查、复核后案件不能回到结束环节“{step}”：请改为办理环节。',
    'After a review a case cannot come back to the end "{step}": name a step on which it is worked on.',
  ),
  'no-day-entered': errorEntry(
    '时限“{clock}”的截止日期无处可填：{pointer} 不是日期字段。',
    'Nobody can enter the day to which clock "{clock}" runs: {pointer} is no date.',
  ),
  'no-days-entered': errorEntry(
    '操作“{action}”的表单没有整数字段 {pointer}：延期天数无处可填。',
    'The form of action "{action}" has no whole number at {pointer}: nobody can enter the days of the extension.',
  ),
  'pause-not-in-law': errorEntry(
    '“{clock}”有法定时限：中止须写明法律依据（source），否则期限照常计算。',
    'Clock "{clock}" has a statutory limit: name the law by which it rests (source), or it runs on.',
  ),
  'clock-never-stops': warningEntry(
    '时限“{clock}”没有任何可能发生的停止条件：只在结案时停止。',
    'Nothing that can happen stops clock "{clock}": it ends only when the case is closed.',
  ),
  'clock-never-starts': warningEntry(
    '时限“{clock}”的开始条件都不可能发生：永远不会计时。',
    'Nothing that can happen starts clock "{clock}": it never runs.',
  ),
  'end-stops-no-clock': warningEntry(
    '案件经操作“{actions}”到达结束环节“{step}”时，时限“{clock}”可能仍在计时：请写明它因此停止（stopsOn），或不要从这里结束。',
    'By "{actions}" a case may come to the end "{step}" with clock "{clock}" still running: say that it stops then (stopsOn), or do not end there.',
  ),
  'no-clock-runs': warningEntry(
    '案件停在环节“{step}”时可能没有任何由机关遵守的时限在计时（经操作“{actions}”到此）：请设一个由此开始的时限，自定的时限注明 assumed。',
    'A case may stand on step "{step}" with no clock of the authority running (after "{actions}"): let a clock begin there; a period of your own is marked assumed.',
  ),
  'taken-back-untold': errorEntry(
    '环节“{step}”已把结果告知诉求人，操作“{action}”由此退回继续办理却不告知：回执上仍是已不成立的结果。请为这一分支写明告知内容（notice）。',
    'At step "{step}" the petitioner was told how it came out, and "{action}" leads back to work without telling them: their receipt still ends with what is no more. Give this branch a notice.',
  ),
  'notice-names-no-answer': errorEntry(
    '告知内容引用了“{answer}”，但操作的表单没有这一必填、非敏感的文字或单选项：告知中会留下空白，或泄露不应告知的内容。',
    'The notice names the answer "{answer}", and the form of the action has no such text or choice that must be given and is not sensitive: it would be blank, or tell what is not to be told.',
  ),
  'unknown-placeholder': errorEntry(
    '告知内容中的“{placeholder}”无从填写：可用的是 {values}；日期须写明是哪个时限的，例如 deadline:handling。',
    'Nothing can be put for "{placeholder}" in what is told: there are {values}; a day says of which clock it is (deadline:key-of-the-clock).',
  ),
  'notice-names-inner-clock': errorEntry(
    '告知内容写了时限“{clock}”的日期，这是内部时限，不对外公开：请改用对外公开（public）的时限，或改用文字。',
    'What is told names the day of clock "{clock}", which is the office\'s own and not public: name a public clock, or say it in words.',
  ),
  'notice-day-unknown': errorEntry(
    '告知内容写了时限“{clock}”的日期，但此时它可能没有在计时，日期还不知道：请改用文字写明期限（例如“自送达之日起60日内”），或改用此时已开始的时限。',
    'What is told names the day of clock "{clock}", which may not run by then, so the day is not known yet: say the period in words ("within 60 days of receiving this"), or name a clock that has begun.',
  ),
  'reminder-before-start': warningEntry(
    '时限“{clock}”的提醒早于时限开始：请缩短提前的时间。',
    'Clock "{clock}" would remind before it has begun: let it remind later.',
  ),
  'later-than-law': errorEntry(
    '法定时限“{clock}”遇休息日顺延，会比法律规定的晚：请改为提前到前一工作日（previous-working-day），诉求人的期限请标明 whose: petitioner。',
    'Statutory clock "{clock}" moves past a day off, later than the law allows: let it end on the working day before (previous-working-day), or say that the period is the petitioner\'s (whose).',
  ),
  'answer-denies-outcome': errorEntry(
    '“{field}”填“{answer}”时，此操作仍会得出处理结果“{outcome}”：请为这种回答另设分支（branches），指向与实际相符的结果和环节。',
    'With "{field}" answered "{answer}" this action still decides "{outcome}": give that answer a branch of its own (branches), with the outcome and the step that fit what happened.',
  ),
  'branch-unreachable': warningEntry(
    '没有任何回答会走到操作“{action}”的这一分支：条件不可能成立，或前面的分支已全部包括。',
    'No answer takes this branch of action "{action}": its condition cannot hold, or the branches before it take all of its answers.',
  ),
  'every-answer-refused': errorEntry(
    '操作“{action}”的表单无论怎么填都会被拒绝：案件到此无法继续。',
    'Whatever is answered, action "{action}" is refused: no case can go on here.',
  ),
  'answers-unproved': warningEntry(
    '未能证明操作“{action}”的回答都与处理结果相符：请简化条件。',
    'It could not be proved that the answers of action "{action}" fit its outcomes: make its conditions simpler.',
  ),
  'answer-denies-telling': errorEntry(
    '“{field}”填“{answer}”时，仍会告知诉求人“{outcome}”：请为这种回答另设分支（branches），告知与实际相符的内容，或更正所告知的含义（says）。',
    'With "{field}" answered "{answer}" the petitioner is still told "{outcome}": give that answer a branch of its own (branches) that tells what happened, or correct what the text says (says).',
  ),
  'telling-says-nothing': errorEntry(
    '操作“{action}”告知诉求人而不作出处理结果，表单“{form}”的回答可能与所告知的相反：请写明告知的含义（says），不涉及结果的写空列表。',
    'Action "{action}" tells the petitioner and decides no outcome, and answers of form "{form}" may contradict what is told: say what the text says (says; an empty list where it says nothing of an outcome).',
  ),
  'no-answer-fits-outcome': warningEntry(
    '案件带着处理结果“{outcome}”到此时，操作“{action}”的表单无论怎么填都会被拒绝：请为它留出可选的回答或分支。',
    'Where a case comes with outcome "{outcome}", action "{action}" is refused whatever is answered: leave it an answer, or a branch.',
  ),
  'answer-unthought': errorEntry(
    '操作“{action}”的分支读取“{field}”，而表单“{form}”没有说明它的各个回答与哪些处理结果矛盾：请逐项声明（x-denies），都不矛盾时声明为空。',
    'A branch of action "{action}" reads "{field}", and form "{form}" does not say which outcomes each of its answers contradicts: say so (x-denies), empty where none.',
  ),
  'answers-not-held-against-outcome': warningEntry(
    '操作“{action}”无论表单“{form}”怎么回答都得出同一结果：请用分支区分，或在该题上声明与哪些结果矛盾（x-denies）；都不矛盾时声明为空。',
    'Action "{action}" decides the same outcome whatever form "{form}" answers: tell answers apart by branches, or say on a question which outcomes an answer contradicts (x-denies; empty where none).',
  ),
} as const;

export type PathCode = keyof typeof PATH_FINDINGS;
/** A finding about a path; of conditions in it, those of any rule. */
export interface PathFinding extends Finding<PathCode | RuleSetFinding['code']> {
  /** Params that have words of their own in each language. */
  words?: Record<string, LocalizedText>;
  /** Answers and facts that show it: valid for the form. */
  witness?: Witness;
}

const isAboutCondition = (finding: Finding): finding is RuleSetFinding =>
  !Object.hasOwn(PATH_FINDINGS, finding.code) && Object.hasOwn(RULE_SET_FINDINGS, finding.code);

/** The finding as one sentence of the locale. */
export function renderPathFinding(finding: Finding & Pick<PathFinding, 'words'>, locale: Locale): string {
  if (isAboutCondition(finding)) return renderRuleSetFinding(finding, locale);
  return renderFrom(PATH_FINDINGS, finding, locale);
}
