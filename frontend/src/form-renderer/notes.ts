import {
  type Dependencies,
  dependenciesOf,
  enteredPointer,
  type FormDefinition,
  type Present,
  questionsOf,
  taken,
  withoutWords,
} from '@caseway/form-schemas';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useWords } from '../i18n/i18n.ts';
import type { Filling, Judged } from './filling/filling.ts';

export const useDependencies = (form: FormDefinition): Dependencies => useMemo(() => dependenciesOf(form), [form]);

/** Tells errors beside their fields. Answers them by pointer into the data as entered. */
export function usePlacedErrors(filling: Filling, { of, errors }: Judged): Judged['errors'] {
  const placed = useMemo(
    () => new Map([...errors].map(([pointer, text]) => [enteredPointer(of, pointer), text])),
    [of, errors],
  );
  useLayoutEffect(() => filling.note({ judged: { of, errors: placed } }), [filling, of, placed]);
  return placed;
}

const SETTLED_MS = 200;

/** Says beside fields, once typing has settled, what can be and seldom is, and why a calculated value is not there yet. */
export function useSettledNotes(filling: Filling, form: FormDefinition, present: Present): void {
  const { locale } = useWords();
  const { questions, calculated } = useDependencies(form);
  const asks = questions.length > 0;
  const lacks = calculated !== null;
  useEffect(() => {
    const tell = () => {
      const { values } = filling;
      const entered = (pointer: string) => enteredPointer(values, pointer);
      const found = asks ? questionsOf(form, values, locale, present) : [];
      const without = lacks ? taken(form, values, present).without : [];
      filling.note({
        asked: { of: values, errors: new Map(found.map(({ pointer, message }) => [entered(pointer), message])) },
        lacking: new Map(
          without.map(({ pointer, missing, why }) => [
            entered(pointer),
            withoutWords(form, { missing: missing.map(entered), why }, locale),
          ]),
        ),
      });
    };
    tell();
    if (!asks && !lacks) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = filling.listen('', () => {
      clearTimeout(timer);
      timer = setTimeout(tell, SETTLED_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [asks, lacks, filling, form, locale, present]);
}
