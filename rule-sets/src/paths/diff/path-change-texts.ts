import type { LocalizedText } from '@caseway/form-schemas';
import type { PathChangeCode } from './path-change.ts';

const of = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/**
 * How each change is said. `{what}`: the whole path, or the step, action, clock, outcome or document, named; `{before}`,
 * `{after}`: how it read.
 */
export const PATH_CHANGE_TEXTS: Record<PathChangeCode, LocalizedText> = {
  'key-changed': of('路径的 key 由“{before}”改为“{after}”', 'The key of the path “{before}” became “{after}”'),
  'title-changed': of('{what}的名称由“{before}”改为“{after}”', '{what}: its title “{before}” became “{after}”'),
  'title-taken': of(
    '{what}的名称由“{before}”改为“{after}”，而这原是另一项的名称：含义变了',
    '{what}: its title “{before}” became “{after}”, which was the title of another: it means something else',
  ),
  'public-title-added': of('{what}新增对外名称“{after}”', '{what}: the petitioner now reads “{after}”'),
  'public-title-removed': of('{what}不再有对外名称“{before}”', '{what}: the petitioner no longer reads “{before}”'),
  'public-title-changed': of(
    '{what}的对外名称由“{before}”改为“{after}”',
    '{what}: the petitioner reads “{after}” instead of “{before}”',
  ),
  'description-changed': of('路径的说明变了', 'The description of the path changed'),
  'rights-added': of('{what}：新增告知诉求人的权利', '{what}: the petitioner is now told of their rights'),
  'rights-removed': of('{what}：不再告知诉求人其权利', '{what}: the petitioner is no longer told of their rights'),
  'rights-changed': of('{what}：告知诉求人的权利变了', '{what}: what the petitioner is told of their rights changed'),
  'source-changed': of('{what}的依据由“{before}”改为“{after}”', '{what}: its source “{before}” became “{after}”'),
  'citation-changed': of(
    '{what}所依据的条文由“{before}”改为“{after}”',
    '{what}: it rests on “{after}” instead of “{before}”',
  ),
  'assumed-changed': of(
    '{what}是否为本单位设定：由“{before}”改为“{after}”',
    '{what}: an assumption of this office: “{before}” became “{after}”',
  ),
  'help-changed': of('{what}的提示变了', '{what}: its help changed'),
  'start-changed': of('案件的起始环节由“{before}”改为“{after}”', 'Cases start on “{after}” instead of “{before}”'),
  'after-review-changed': of(
    '复查、复核后案件回到的环节由“{before}”改为“{after}”',
    'After a review cases come back to “{after}” instead of “{before}”',
  ),
  'step-added': of('新增{what}', '{what} added'),
  'step-removed': of('删除{what}', '{what} removed'),
  'step-moved': of('{what}换了位置', '{what} was moved'),
  'kind-changed': of('{what}的类型由“{before}”改为“{after}”', '{what}: its kind “{before}” became “{after}”'),
  'assignee-changed': of(
    '{what}的责任人由“{before}”改为“{after}”',
    '{what}: “{after}” is responsible instead of “{before}”',
  ),
  'document-added': of('{what}新增材料“{subject}”', '{what}: document “{subject}” added'),
  'document-removed': of('{what}删除材料“{subject}”', '{what}: document “{subject}” removed'),
  'document-moved': of('{what}的材料“{subject}”换了位置', '{what}: document “{subject}” was moved'),
  'document-required-changed': of(
    '{what}的材料“{subject}”是否必需：由“{before}”改为“{after}”',
    '{what}: document “{subject}” required: “{before}” became “{after}”',
  ),
  'way-out-lost': of(
    '从{what}再也到不了结束：案件会停在这里',
    'From {what} no end can be reached any more: cases would stay for ever',
  ),
  'action-added': of('新增{what}', '{what} added'),
  'action-removed': of('删除{what}', '{what} removed'),
  'action-moved': of('{what}换了位置', '{what} was moved'),
  'by-changed': of('{what}的办理人由“{before}”改为“{after}”', '{what}: done by “{after}” instead of “{before}”'),
  'target-changed': of('{what}之后由转“{before}”改为转“{after}”', '{what}: leads to “{after}” instead of “{before}”'),
  'action-form-changed': of(
    '{what}填写的表单由“{before}”改为“{after}”',
    '{what}: its form “{before}” became “{after}”',
  ),
  'requirement-added': of('{what}须另附{subject}', '{what}: {subject} required as well'),
  'requirement-removed': of('{what}不再要求{subject}', '{what}: {subject} no longer required'),
  'action-outcome-changed': of(
    '{what}得出的结果由“{before}”改为“{after}”',
    '{what}: decides “{after}” instead of “{before}”',
  ),
  'approval-changed': of('{what}所审批的由“{before}”改为“{after}”', '{what}: approves “{after}” instead of “{before}”'),
  'at-most-changed': of(
    '{what}的最多次数由“{before}”改为“{after}”',
    '{what}: may be done “{after}” times instead of “{before}”',
  ),
  'reports-back-changed': of(
    '{what}是否算向转送、交办单位报告，由“{before}”改为“{after}”',
    '{what}: whether it reports back to the authority that sent the matter is “{after}” instead of “{before}”',
  ),
  'tells-changed': of(
    '{what}的送达记录由“{before}”改为“{after}”',
    '{what}: its delivery is recorded with “{after}” instead of “{before}”',
  ),
  'notice-added': of('{what}新增告知诉求人：“{after}”', '{what}: the petitioner is now told “{after}”'),
  'notice-removed': of('{what}不再告知诉求人：“{before}”', '{what}: the petitioner is no longer told “{before}”'),
  'notice-changed': of('{what}告知诉求人的话变了', '{what}: what the petitioner is told changed'),
  'says-changed': of(
    '{what}所告知的含义由“{before}”改为“{after}”',
    '{what}: what it tells of the matter is “{after}” instead of “{before}”',
  ),
  'effect-added': of('{what}新增：{after}', '{what}: now also {after}'),
  'effect-removed': of('{what}不再：{before}', '{what}: no longer {before}'),
  'effect-words-changed': of('{what}所派任务或通知的文字变了', '{what}: the words of a task or message changed'),
  'effects-moved': of('{what}的后续动作换了先后', '{what}: what follows comes in another order'),
  'branch-added': of('{what}新增分支：{after}', '{what}: branch added: {after}'),
  'branch-removed': of('{what}删除分支：{before}', '{what}: branch removed: {before}'),
  'branch-changed': of('{what}的分支由“{before}”改为“{after}”', '{what}: branch “{before}” became “{after}”'),
  'branch-words-changed': of('{what}的分支文字变了', '{what}: the words of a branch changed'),
  'branches-moved': of(
    '{what}的分支换了先后：先成立的决定',
    '{what}: its branches come in another order, and the first that holds decides',
  ),
  'outcome-added': of('新增{what}', '{what} added'),
  'outcome-removed': of('删除{what}', '{what} removed'),
  'outcome-moved': of('{what}换了位置', '{what} was moved'),
  'outcome-effect-changed': of(
    '{what}的含义由“{before}”改为“{after}”',
    '{what}: it means “{after}” instead of “{before}”',
  ),
  'clock-added': of('新增{what}', '{what} added'),
  'clock-removed': of('删除{what}', '{what} removed'),
  'clock-moved': of('{what}换了位置', '{what} was moved'),
  'start-added': of('{what}新增开始：{after}', '{what}: starts by {after} as well'),
  'start-removed': of('{what}不再因{before}开始', '{what}: no longer starts by {before}'),
  'stop-added': of('{what}新增停止：{after}', '{what}: stops by {after} as well'),
  'stop-removed': of('{what}不再因{before}停止', '{what}: no longer stops by {before}'),
  'end-added': of('{what}新增不再需要的情形：{after}', '{what}: is not owed any more after {after} as well'),
  'end-removed': of('{what}不再因{before}而不需要', '{what}: is still owed after {before}'),
  'duration-changed': of('{what}由{before}改为{after}', '{what}: {before} became {after}'),
  'until-changed': of(
    '{what}的到期日来源由“{before}”改为“{after}”',
    '{what}: the day that it runs to, “{before}”, became “{after}”',
  ),
  'roll-over-changed': of(
    '{what}遇休息日由“{before}”改为“{after}”',
    '{what}: on a day off “{before}” became “{after}”',
  ),
  'limit-changed': of(
    '{what}对应的法定时限由“{before}”改为“{after}”',
    '{what}: its statutory limit “{before}” became “{after}”',
  ),
  'whose-changed': of(
    '{what}由“{before}”改为“{after}”的期限',
    '{what}: the period is that of “{after}” instead of “{before}”',
  ),
  'urgent-changed': of(
    '{what}夜间也提醒：由“{before}”改为“{after}”',
    '{what}: calls at night: “{before}” became “{after}”',
  ),
  'public-changed': of(
    '{what}告知诉求人：由“{before}”改为“{after}”',
    '{what}: told to the petitioner: “{before}” became “{after}”',
  ),
  'level-added': of('{what}新增提醒：{after}', '{what}: reminder {after} added'),
  'level-removed': of('{what}取消提醒：{before}', '{what}: reminder {before} removed'),
  'level-changed': of('{what}的提醒由{before}改为{after}', '{what}: reminder {before} became {after}'),
};
