import type { Locale } from '@caseway/form-schemas';
import type { Rule } from '@caseway/rule-sets';

/** What a rule is called: in the reader's language, else in the other one, else by its key. */
export function ruleTitle({ title, name }: Rule, locale: Locale): string {
  return title?.[locale] || title?.[locale === 'en' ? 'zh-CN' : 'en'] || name;
}
