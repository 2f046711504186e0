import type { LocalizedText } from '@caseway/form-schemas';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

export const MASKED = text(
  '这里只有掩码：请填写完整内容，或先查看敏感信息再更正。',
  'This is only a mask: fill it in whole, or look at the personal data before you correct it.',
);
export const NOTHING_CHANGED = text('没有任何改动：请更正后再提交。', 'Nothing differs: correct something first.');
export const CLOSED_DAY = text(
  '案件已办结，收到日期不能再更正：期限已按原日期结算。',
  'The case is closed: its day of receipt stays, the deadlines were met or missed by it.',
);
export const CLOSED_REVIEW = text(
  '案件已办结，收到日期不能再更正：是否逾期已据此决定。请书面告知申请人登记日期有误，并可自收到意见之日起申请复核，由上一级机关撤销后重新处理。',
  'The case is closed: its day of receipt stays, whether it came late was decided by it. Tell who asked, in writing, that the day was wrong and that they may ask for a re-review: the authority above can revoke the decision and have it handled anew.',
);
export const DAY_FROM_START = text(
  '收到日期不会后来变化：请选择“登记时就有误”，再更正日期。',
  'A day of receipt does not become another one: choose "registered wrongly", then correct it.',
);
export const ANOTHER_REVIEW = text(
  '申请复查的案件不能更正：请撤回本件，另行登记。',
  'The case under review cannot be another one: withdraw this request and register it anew.',
);
export const WRONG_PLACE = text(
  '更正后的村居不在您的职责范围内：请由镇街的综治中心或承办人更正。',
  'The corrected place is not within your duties: let the centre or the handler of the township correct it.',
);
