import type { LocalizedText } from '@caseway/form-schemas';
import type { ErrorCode } from '../errors/domain-error.ts';

interface ProblemText {
  status: number;
  title: LocalizedText;
  detail: LocalizedText;
}

const problem = (status: number, title: [string, string], detail: [string, string]): ProblemText => ({
  status,
  title: { 'zh-CN': title[0], en: title[1] },
  detail: { 'zh-CN': detail[0], en: detail[1] },
});

/** Status and words of every failure: the compiler demands each code. */
export const PROBLEMS: Record<ErrorCode, ProblemText> = {
  unauthenticated: problem(
    401,
    ['请先登录', 'Sign in first'],
    ['登录已过期或尚未登录，请登录后重试。', 'You are not signed in, or no longer: sign in and try again.'],
  ),
  'wrong-credentials': problem(
    401,
    ['用户名或密码不正确', 'Wrong user name or password'],
    ['请核对用户名和密码后重试。', 'Check the user name and the password, and try again.'],
  ),
  'too-many-attempts': problem(
    429,
    ['尝试次数过多', 'Too many attempts'],
    ['请在{seconds}秒后重试。', 'Try again in {seconds} seconds.'],
  ),
  csrf: problem(
    403,
    ['请求未通过校验', 'The request was not verified'],
    ['请刷新页面后重试。', 'Reload the page and try again.'],
  ),
  'password-change-required': problem(
    403,
    ['请先修改一次性密码', 'Change the one-time password first'],
    [
      '您正在使用一次性密码：请先设置自己的密码（POST /api/auth/password），再继续。',
      'You are using a one-time password: set one of your own (POST /api/auth/password), then go on.',
    ],
  ),
  forbidden: problem(
    403,
    ['没有权限', 'Not permitted'],
    ['您的角色或范围不允许这项操作。', 'Your role or scope does not permit this.'],
  ),
  accusation: problem(
    403,
    ['检举控告不对您公开', 'This accusation is not open to you'],
    [
      '检举控告只供登记人、承办人、包案领导、正在承办的部门以及当地综治中心和镇主要领导查看（《信访工作条例》第三十条）。确需查看的，请与承办人联系。',
      'An accusation is for who registered it, its handler and lead, the department that has it now, and the centre and leader of where it lies (Regulations on Petition Work, article 30). Ask its handler if you need to know.',
    ],
  ),
  'personal-data': problem(
    403,
    ['没有查看个人信息的权限', 'Personal data is not open to you'],
    [
      '附件可能含有未经遮盖的个人信息：只有承办本案、可查看完整个人信息的人员才能打开，每次打开都有记录。',
      'Papers may hold personal data in the clear: only who works on the case, and may see such data, opens them; each opening is recorded.',
    ],
  ),
  'case-closed-here': problem(
    403,
    ['这类事项不能用作规则测试', 'Matters of this kind do not become tests'],
    [
      '该事项涉及被检举控告的人员或单位，内容只供承办人员查看：请选择其他案件，或手工填写测试内容。',
      'It speaks against people or a unit and is for who handles it alone: choose another case, or write the test by hand.',
    ],
  ),
  'not-found': problem(
    404,
    ['未找到', 'Not found'],
    ['内容不存在，或不在您的查看范围内：{what}', 'It does not exist, or not for you: {what}'],
  ),
  invalid: problem(
    422,
    ['内容需要修改', 'Something needs mending'],
    ['请按提示修改后重新提交。', 'Mend what is named and send it again.'],
  ),
  malformed: problem(
    400,
    ['请求无法读取', 'The request cannot be read'],
    ['请检查请求的格式。', 'Check how the request is written.'],
  ),
  'invalid-cursor': problem(
    400,
    ['翻页标记无效', 'The cursor is not valid'],
    ['请从第一页重新开始。', 'Begin again from the first page.'],
  ),
  'already-exists': problem(
    409,
    ['已存在', 'It exists already'],
    ['已有同名内容：{what}。请换一个名称。', 'There is one of that name: {what}. Choose another name.'],
  ),
  'nothing-to-publish': problem(
    409,
    ['没有可发布的更改', 'Nothing to publish'],
    [
      '与第{version}版没有任何差别：请先修改并保存，再发布。',
      'Nothing differs from version {version}: change and save it, then publish.',
    ],
  ),
  'not-allowed-now': problem(
    409,
    ['现在不能这样做', 'Not possible now'],
    [
      '当前状态或您的职责不允许：{what}。请刷新后查看可用操作。',
      'Its state or your part in it does not allow this: {what}. Reload to see what is possible.',
    ],
  ),
  stale: problem(
    412,
    ['内容已被他人修改', 'Somebody else has changed it'],
    [
      '请刷新查看最新内容，您填写的内容仍保留在页面上。',
      'Load the latest and try again; what you wrote is kept on the page.',
    ],
  ),
  'precondition-required': problem(
    428,
    ['缺少版本标记', 'The version is missing'],
    [
      '请先读取要修改的内容，并把答复头中的 ETag 原样放在请求头 If-Match 中再提交。',
      'Read what you are changing first, and send the ETag of that answer, as it is, in the header If-Match.',
    ],
  ),
  'idempotency-mismatch': problem(
    422,
    ['这次提交已经办理', 'This was done before'],
    [
      '先前的提交已经生效，没有再办一次；后来改动的内容没有保存，请刷新查看，需要时更正。',
      'What was sent before took effect and was not done again; what was changed since was not stored. Reload to see it, and put it right where needed.',
    ],
  ),
  'in-progress': problem(
    409,
    ['正在处理', 'In progress'],
    ['同样的请求正在处理，请稍候。', 'The same request is being worked on: wait a moment.'],
  ),
  'answer-withheld': problem(
    409,
    ['已经办过，答复不再提供', 'Done already; the answer is not given again'],
    [
      '这项操作此前已经完成，没有再做一次；此后您可查看的内容有变化，原答复不再提供。请刷新，查看现在可以看到的内容。',
      'This was done before and was not done again. What you may see has changed since, so the answer is not given again: reload to see what is yours to see.',
    ],
  ),
  'already-filed': problem(
    409,
    ['这份登记已经提交', 'This registration was filed before'],
    [
      '这份草稿先前已经提交登记，没有再登记一次；后来改动的内容没有保存，需要时请在案件中更正。',
      'This draft had been filed already and was not filed again; what was changed since was not stored. Put it right on the case where needed.',
    ],
  ),
  'too-many-drafts': problem(
    409,
    ['草稿过多', 'Too many drafts'],
    [
      '每人最多保存{most}份草稿：请先提交或删除不再需要的草稿。',
      'Everybody keeps {most} drafts at most: file some, or discard what is no longer needed.',
    ],
  ),
  superseded: problem(
    409,
    ['已有更新的请求', 'A newer request took its place'],
    ['您随后又发出了新的请求，以新请求的结果为准。', 'You have asked anew since: the newer answer counts.'],
  ),
  outdated: problem(
    409,
    ['生效的内容已变更', 'What is in force has changed'],
    [
      '您看到的内容之后又启用了新的版本，结果会不同，所以什么也没有保存。请核对变化后重新提交。',
      'Other versions were put in force after what you saw, and the answer would differ, so nothing was stored. Look at what changed, then send it again.',
    ],
  ),
  'recusal-unclear': problem(
    409,
    ['请说明由谁回避', 'Say who is kept out'],
    [
      '所填内容中有一处没有找到对应的工作人员或部门，什么也没有保存。请选择由谁回避（keepOut），或确认不涉及本系统的工作人员和部门（nobodyMeant）。',
      'Something in what is filled in names no member of staff and no department that is known here, so nothing was stored. Choose who is kept out (keepOut), or confirm that nobody of the staff is meant (nobodyMeant).',
    ],
  ),
  'petitioner-unclear': problem(
    409,
    ['申请人不是原案诉求人', 'Another person than in the earlier case'],
    [
      '所填的人不是原案登记的诉求人，什么也没有保存。请写明以什么身份提出申请，或更正。',
      'Whoever is named did not bring the earlier case, so nothing was stored. Say in what capacity they ask (onBehalf), or correct it.',
    ],
  ),
  findings: problem(
    422,
    ['检查未通过', 'The check found problems'],
    // `or`: what else there is to do about them.
    ['请先解决列出的问题。{or}', 'Mend the problems listed first.{or}'],
  ),
  'not-configured': problem(
    409,
    ['尚未配置', 'Not configured'],
    [
      '该镇街缺少生效的配置：{missing}。请联系平台管理员。',
      'This township lacks something in force: {missing}. Tell the platform admin.',
    ],
  ),
  'too-large': problem(
    413,
    ['内容过大', 'Too large'],
    ['超过上限（{limit}），请缩小后重试。', 'More than the limit ({limit}): make it smaller.'],
  ),
  'unsupported-media': problem(
    415,
    ['不支持的文件类型', 'File type not supported'],
    ['请上传允许的类型：{allowed}。', 'Upload one of: {allowed}.'],
  ),
  unavailable: problem(503, ['暂时无法服务', 'Not available just now'], ['请稍后重试。', 'Try again shortly.']),
};

export const UNEXPECTED: ProblemText = problem(
  500,
  ['系统出错', 'Something went wrong'],
  [
    '问题已记录，请稍后重试；如反复出现，请将编号告知管理员：{requestId}',
    'It has been recorded. Try again; if it happens again, tell your admin this number: {requestId}',
  ],
);

export const MALFORMED = PROBLEMS.malformed;
