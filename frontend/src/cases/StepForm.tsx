import { compileForm, type FormData, type FormDefinition, readPointer } from '@caseway/form-schemas';
import type { UnfitAnswer } from '@caseway/rule-sets';
import { type FormikTouched, setNestedObjectValues } from 'formik';
import { useEffect, useMemo, useRef, useState } from 'react';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useFilling, useSettled } from '../form-renderer/filling/use-filling.ts';
import type { UnfitChoice } from '../form-renderer/surroundings.ts';
import { type DaysOfCase, usePresent } from '../form-renderer/use-present.ts';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  form: FormDefinition;
  township: string;
  /** Texts by place in the request; those below `pointer` are this form's. */
  errors: ReadonlyMap<string, string>;
  pointer: '/data' | '/delivery';
  /** The days that bound those of the form: the case's, and that of the letter whose delivery it records. */
  days: DaysOfCase;
  /** Choices that the server would refuse as the case stands. */
  unfit?: readonly UnfitAnswer[];
  values: FormData;
  /** They were filled in before, and are judged at once; else each when it is left. */
  restored?: boolean;
  onChange: (data: FormData) => void;
}

const NOTHING_UNFIT: readonly UnfitAnswer[] = [];

/** Typing has settled. */
const SETTLED_MS = 200;

/** The form of a step, in a Formik of its own whose values go up as they change. */
export function StepForm(props: Props) {
  const { form, township, errors, pointer, days, values, onChange, unfit = NOTHING_UNFIT, restored } = props;
  const filling = useFilling(
    () => values,
    () => (restored ? setNestedObjectValues<FormikTouched<FormData>>(values, true) : {}),
  );
  const [settled] = useSettled(filling, SETTLED_MS);
  const own = useMemo(
    () =>
      new Map(
        [...errors]
          .filter(([place]) => place.startsWith(`${pointer}/`))
          .map(([place, text]) => [place.slice(pointer.length), text]),
      ),
    [errors, pointer],
  );
  const { say, locale } = useWords();
  const offeredNoMore = useMemo(() => {
    const byPointer = new Map<string, UnfitChoice[]>();
    for (const { pointer: place, answer, reason } of unfit) {
      byPointer.set(place, [...(byPointer.get(place) ?? []), { answer, reason }]);
    }
    return byPointer;
  }, [unfit]);
  const present = usePresent(days);
  const compiled = useMemo(() => compileForm(form), [form]);
  // What is left is judged at once, by the same function as on the server; the server's word is the last.
  const judged = useMemo(() => {
    const live = compiled
      .validate(settled, locale, present)
      .map(({ pointer: place, message }) => [place, message] as const);
    // Taken over from whoever proposed it: nobody chooses it here.
    const stands = unfit
      .filter(({ pointer: place, answer }) => readPointer(settled, place) === answer)
      .map(({ pointer: place, reason }) => [place, say(reason)] as const);
    return { of: settled, errors: new Map([...live, ...stands, ...own]) };
  }, [compiled, settled, locale, say, unfit, own, present]);
  const [refused, setRefused] = useState(false);
  if (own.size > 0 && !refused) setRefused(true);
  const up = useRef(onChange);
  up.current = onChange;
  useEffect(() => {
    const tell = () => up.current(filling.values);
    tell();
    return filling.listen('', tell);
  }, [filling]);
  return <FormSections {...{ filling, form, township, days, judged }} showAll={refused} unfit={offeredNoMore} />;
}
