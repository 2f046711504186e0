import { compileForm, type FormData, type FormDefinition } from '@caseway/form-schemas';
import { FormikProvider, useFormik } from 'formik';
import { useEffect, useMemo, useState } from 'react';
import { today } from '../common/times.ts';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  form: FormDefinition;
  township: string;
  /** Texts by place in the request; those below `pointer` are this form's. */
  errors: ReadonlyMap<string, string>;
  pointer: '/data' | '/delivery';
  values: FormData;
  onChange: (data: FormData) => void;
}

/** The form of a step, in a Formik of its own whose values go up as they change. */
export function StepForm({ form, township, errors, pointer, values, onChange }: Props) {
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
  const compiled = useMemo(() => compileForm(form), [form]);
  // What is left is judged at once, by the same function as on the server; the server's word is the last.
  const all = useMemo(() => {
    const live = compiled
      .validate(current, locale, { today: today() })
      .map(({ pointer: place, message }) => [place, message] as const);
    return new Map([...live, ...own]);
  }, [compiled, current, locale, own]);
  const [refused, setRefused] = useState(false);
  if (own.size > 0 && !refused) setRefused(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is filled in goes up
  useEffect(() => onChange(current), [current]);
  return (
    <FormikProvider value={inner}>
      <FormSections form={form} township={township} errors={all} showAll={refused} />
    </FormikProvider>
  );
}
