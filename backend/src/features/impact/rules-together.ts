import type { Locale } from '@caseway/form-schemas';
import { type RuleSet, RuleSetError, ruleNames, ruleSetErrorText } from '@caseway/rule-sets';
import { DomainError } from '../../errors/domain-error.ts';

const UNKNOWN: Record<Locale, (name: string) => string> = {
  'zh-CN': (name) => `草稿中没有名为“${name}”的规则。请使用草稿中的规则名称。`,
  en: (name) => `No rule of the draft is called “${name}”. Name rules as the draft does.`,
};

function namesOf(draft: RuleSet, locale: Locale): Set<string> {
  try {
    return new Set(ruleNames(draft));
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error;
    throw new DomainError('invalid', {}, [{ pointer: '/content', message: ruleSetErrorText(error)[locale] }]);
  }
}

/** `invalid` with the place of every name that no rule of the draft has, and where the draft cannot be decided with. */
export function checkTogether(draft: RuleSet, together: readonly (readonly string[])[], locale: Locale): void {
  if (together.length === 0) return;
  const names = namesOf(draft, locale);
  const items = together.flatMap((set, at) =>
    set.flatMap((name, place) =>
      names.has(name) ? [] : [{ pointer: `/together/${at}/${place}`, message: UNKNOWN[locale](name) }],
    ),
  );
  if (items.length > 0) throw new DomainError('invalid', {}, items);
}
