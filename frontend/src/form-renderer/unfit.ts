import { formatValue, type Json, type ResolvedField } from '@caseway/form-schemas';
import { useWords } from '../i18n/i18n.ts';
import { useFormSurroundings } from './surroundings.ts';

/** Whether a choice of a field would be refused as things stand: it is shown, and cannot be made. */
export function useIsUnfit({ pointer }: ResolvedField): (answer: Json) => boolean {
  const unfit = useFormSurroundings().unfit.get(pointer) ?? [];
  return (answer) => unfit.some((one) => one.answer === answer);
}

/** Why some choices of a field cannot be made, beside it: who goes by keys or listens passes over what is disabled. */
export function useUnfitNotes({ pointer, schema }: ResolvedField): string[] {
  const { t, say, locale } = useWords();
  const unfit = useFormSurroundings().unfit.get(pointer) ?? [];
  const byReason = new Map<string, string[]>();
  for (const { answer, reason } of unfit) {
    const why = say(reason);
    byReason.set(why, [...(byReason.get(why) ?? []), t('field.quoted', { text: formatValue(schema, answer, locale) })]);
  }
  return [...byReason].map(([reason, answers]) => t('field.unfit', { answers: answers.join(t('case.and')), reason }));
}
