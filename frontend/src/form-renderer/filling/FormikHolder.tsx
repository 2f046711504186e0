import { type FormDefinition, type Present, withCalculated, withDerived } from '@caseway/form-schemas';
import { type FormikTouched, type FormikValues, useFormik } from 'formik';
import { useLayoutEffect, useRef } from 'react';
import type { Filling } from './filling.ts';

interface Props {
  filling: Filling;
  form: FormDefinition;
  present: Present;
  onSubmit?: ((values: FormikValues) => Promise<void> | void) | undefined;
}

const NOTHING = {};

/** The Formik of a form being filled in. It draws nothing, so that what it holds can change with each key and nothing else is drawn. */
export function FormikHolder({ filling, form, present, onSubmit = () => undefined }: Props) {
  // Formik copies what it began with each time that it is drawn.
  const begun = useRef(false);
  const formik = useFormik<FormikValues>({
    initialValues: begun.current ? NOTHING : filling.values,
    initialTouched: begun.current ? NOTHING : (filling.touched as FormikTouched<FormikValues>),
    validateOnBlur: false,
    validateOnChange: false,
    onSubmit: () => onSubmit(filling.values),
  });
  useLayoutEffect(() => {
    begun.current = true;
    filling.heldBy(formik, (next, before) => withDerived(form, next, before, present));
  });
  useLayoutEffect(() => {
    filling.setValues(withCalculated(form, filling.values, present));
  }, [filling, form, present]);
  return null;
}
