import type { LocalizedText, OutcomeEffect } from '@caseway/form-schemas';

/** What an outcome means for the person, in a word. */
export const EFFECT_TITLES: Record<OutcomeEffect, LocalizedText> = {
  supported: { 'zh-CN': '支持', en: 'supported' },
  explained: { 'zh-CN': '解释说明', en: 'explained' },
  'not-supported': { 'zh-CN': '不支持', en: 'not supported' },
  referred: { 'zh-CN': '移送', en: 'referred' },
  assisted: { 'zh-CN': '已帮扶', en: 'aid given' },
  agreed: { 'zh-CN': '达成一致', en: 'agreed' },
  withdrawn: { 'zh-CN': '撤回', en: 'withdrawn' },
  upheld: { 'zh-CN': '维持', en: 'upheld' },
  changed: { 'zh-CN': '变更', en: 'changed' },
  revoked: { 'zh-CN': '撤销', en: 'revoked' },
  unresolved: { 'zh-CN': '未解决', en: 'unresolved' },
};
