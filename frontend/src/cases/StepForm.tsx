import type { FormData, FormDefinition } from '@caseway/form-schemas';
import { FormikProvider, useFormik } from 'formik';
import { useEffect, useMemo } from 'react';
import { FormSections } from '../form-renderer/FormSections.tsx';

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
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is filled in goes up
  useEffect(() => onChange(current), [current]);
  return (
    <FormikProvider value={inner}>
      <FormSections form={form} township={township} errors={own} showAll />
    </FormikProvider>
  );
}
