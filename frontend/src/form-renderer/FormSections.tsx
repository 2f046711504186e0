import {
  enteredPointer,
  type FormDefinition,
  type Json,
  questionsOf,
  resolveForm,
  takeIn,
  withDefaults,
} from '@caseway/form-schemas';
import { Card, Form } from 'antd';
import { useFormikContext } from 'formik';
import { useEffect, useMemo, useRef } from 'react';
import { today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { FieldGrid } from './FieldGrid.tsx';
import { FIELD_COMPONENTS } from './fields/field-components.ts';
import { FormSurroundingsContext } from './surroundings.ts';

interface Props {
  form: FormDefinition;
  township: string;
  errors: ReadonlyMap<string, string>;
  showAll: boolean;
  disabled?: boolean;
}

/** A form as its definition says: sections, and the fields that are there for what has been filled in. Inside of Formik. */
export function FormSections({ form, township, errors, showAll, disabled = false }: Props) {
  const { say, locale } = useWords();
  const { values, setValues } = useFormikContext<Record<string, Json>>();
  // A blank is not an answer: conditions see only what is given.
  const sections = useMemo(() => resolveForm(form, takeIn(form, values)), [form, values]);
  // What comes with an answer, or with a new row, comes with its defaults.
  const before = useRef(values);
  useEffect(() => {
    const filled = withDefaults(form, values, before.current);
    before.current = values;
    if (filled !== values) void setValues(filled, false);
  }, [form, values, setValues]);
  const surroundings = useMemo(() => {
    // Errors are those of the data without empty rows.
    const placed = new Map([...errors].map(([pointer, text]) => [enteredPointer(values, pointer), text]));
    const asked = questionsOf(form, values, locale, { today: today() });
    const questions = new Map(asked.map(({ pointer, message }) => [enteredPointer(values, pointer), message]));
    return { form, township, errors: placed, questions, showAll, controls: FIELD_COMPONENTS };
  }, [form, township, errors, showAll, values, locale]);
  return (
    <FormSurroundingsContext value={surroundings}>
      <Form component="div" layout="vertical" requiredMark={false}>
        <div className="stack">
          {sections.map((section) => (
            <Card key={section.key} title={<h2 className="section-title">{say(section.title)}</h2>}>
              {section.help && <p className="secondary">{say(section.help)}</p>}
              <FieldGrid fields={section.fields} disabled={disabled} />
            </Card>
          ))}
        </div>
      </Form>
    </FormSurroundingsContext>
  );
}
