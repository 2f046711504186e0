import type { LocalizedText } from '@caseway/form-schemas';
import type { EarlierReason } from '../../../contract/index.ts';

const text = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Why an earlier case is offered. */
export const REASONS: Record<EarlierReason, LocalizedText> = {
  'same-person': text('同一诉求人', 'The same person'),
  'same-phone': text('联系电话相同，请核对是否为同一人', 'The same telephone: check whether it is the same person'),
  'linked-same-matter': text('已登记为同一事项', 'Registered as the same matter'),
  'same-matter': text('同一村居的同一类事项', 'About the same subject in the same place'),
  'same-place-and-matter': text('同一村居、同一类事项', 'The same place and subject'),
};

export const NO_SUCH_CASE = text(
  '没有这件案件，或您无权查看：{case}。请核对编号。',
  'There is no such case, or not for you: {case}. Check the number.',
);
export const ITSELF = text(
  '不能与本案自身关联：请填写另一件案件。',
  'A case is not linked with itself: name another one.',
);
export const ABOUT_IT = text(
  '{case}与本案是申请复查、复核与原案的关系，已经相连，不另作关联。',
  '{case} and this case are the request for a review and what it is about: they belong together already.',
);
export const NOBODY_NAMED = text(
  '请至少填写姓名、电话、身份证号码中的一项，并完整填写。',
  'Fill in at least one of name, telephone and identity number, in full.',
);
