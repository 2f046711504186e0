import type { LocalizedText } from '@caseway/form-schemas';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

export const UNKNOWN_CASE = text(
  '没有这件案件，或不在您的查看范围内：请从列表中选择。',
  'There is no such case, or not for you: choose one of the list.',
);
export const OTHER_TOWNSHIP = text(
  '该案件由另一镇街办理：请先选择那个镇街，再登记申请。',
  'That case is of another township: choose that township, then register the request.',
);
export const NOT_DECIDED = text(
  '该案件还没有书面作出的意见，无从复查：请选择另一件，或等意见出具后再登记。',
  'Nothing has been decided and told in writing in that case yet: choose another, or wait for its opinion.',
);
export const NOT_REVIEWABLE = text(
  '该案件书面告知的不是可以申请复查、复核的意见：请按告知中写明的救济途径办理，或选择另一件。',
  'What was told in writing in that case is no opinion that can be reviewed: its letter names the remedy; or choose another case.',
);
export const NOT_DELIVERED = text(
  '该案件的意见尚未记录送达，申请期限无从起算：请先在原案件中记录送达的日期和方式。',
  'The opinion of that case is not recorded as delivered, so no time runs yet: record day and way of delivery there first.',
);
export const ALREADY_ASKED = text(
  '这份意见已由 {number} 申请复查：请在那件案件中办理；对其结果不服的，可就该结果申请复核。',
  'A review of this opinion was asked for in {number}: go on there; against its result, a re-review of that one may be asked for.',
);
export const NOT_TAKEN_OVER = text(
  '这一项不能沿用原案件的登记内容：请直接填写。',
  'This cannot be taken over from the earlier case: fill it in.',
);
export const REVIEW_ASKED = text(
  '案件 {number} 的意见已被申请复查（{review}），由{authority}受理',
  'A review of case {number} was asked for ({review}); {authority} takes it',
);
export const REVIEW_DECIDED = text('案件 {number} 的复查结果：{outcome}', 'The review of case {number}: {outcome}');
/** Told where it was decided, of the case that comes back. */
export const CAME_BACK = text(
  '案件 {number} 经复查（{review}）：{outcome}，回到“{step}”，请继续办理',
  'Case {number} was reviewed ({review}): {outcome}. It is back at "{step}", to be worked on',
);
export const AUTHORITY_OUTSIDE = text('平台之外的上一级机关', 'The authority above, outside of the platform');
/** On the receipt of the case whose decision was reviewed. */
export const REVIEWED = text(
  '原处理意见已由{authority}复查（{number}），{day}作出“{outcome}”的意见，{told}。',
  'Reviewed by {authority} ({number}): {outcome}, decided on {day}, {told}.',
);
export const REVIEW_DELIVERED = text('已于{day}送达', 'delivered on {day}');
export const REVIEW_NOT_DELIVERED = text('尚未记录送达', 'not recorded as delivered yet');
/** What a recusal from a review says. */
export const HAD_PART = text('参与过原案件的办理，复查时回避', 'Had part in the case that is reviewed');
