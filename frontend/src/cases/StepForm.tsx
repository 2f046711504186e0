import { compileForm, type FormData, type FormDefinition } from '@caseway/form-schemas';
import { FormikProvider, useFormik } from 'formik';
import { useEffect, useMemo, useState } from 'react';
import { FormSections } from '../form-renderer/FormSections.tsx';
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
  values: FormData;
  onChange: (data: FormData) => void;
}

/** The form of a step, in a Formik of its own whose values go up as they change. */
export function StepForm({ form, township, errors, pointer, days, values, onChange }: Props) {
  const inner = useFormik<FormData>({ initialValues: values, onSubmit: () => undefined });
  const { values: current } = inner;
  const own = useMemo(
    () =>
      new Map(
        [...errors]
          .filter(([place]) => place.startsWith(`${pointer}/`))
          .map(([place, text]) => [place.slice(pointer.length), text]),
      ),
    [errors, pointer],
  );
  const { locale } = useWords();
  const present = usePresent(days);
  const compiled = useMemo(() => compileForm(form), [form]);
  // What is left is judged at once, by the same function as on the server; the server's word is the last.
  const all = useMemo(() => {
    const live = compiled
      .validate(current, locale, present)
      .map(({ pointer: place, message }) => [place, message] as const);
    return new Map([...live, ...own]);
  }, [compiled, current, locale, own, present]);
  const [refused, setRefused] = useState(false);
  if (own.size > 0 && !refused) setRefused(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is filled in goes up
  useEffect(() => onChange(current), [current]);
  return (
    <FormikProvider value={inner}>
      <FormSections form={form} township={township} days={days} errors={all} showAll={refused} />
    </FormikProvider>
  );
}
