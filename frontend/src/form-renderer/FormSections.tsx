import {
  enteredPointer,
  type FormDefinition,
  type Json,
  questionsOf,
  resolveForm,
  taken,
  withCalculated,
  withDefaults,
  withoutWords,
} from '@caseway/form-schemas';
import { Card, Form } from 'antd';
import { useFormikContext } from 'formik';
import { useEffect, useMemo, useRef } from 'react';
import { Jumps } from '../common/Jumps.tsx';
import { useWords } from '../i18n/i18n.ts';
import { FieldGrid } from './FieldGrid.tsx';
import { FIELD_CONTROLS } from './fields/registry.ts';
import { type FormSurroundings, FormSurroundingsContext } from './surroundings.ts';
import { type DaysOfCase, usePresent } from './use-present.ts';

interface Props {
  form: FormDefinition;
  township: string;
  errors: ReadonlyMap<string, string>;
  showAll: boolean;
  /** Where it is the form of a step. */
  days?: DaysOfCase;
  disabled?: boolean;
  unfit?: FormSurroundings['unfit'];
  /** Where it is about an earlier case. */
  earlier?: FormSurroundings['earlier'];
  /** A page of its own: a way to each section, with what is left in it. */
  jumps?: boolean;
}

/** With fewer sections all of them are in sight. */
const MANY_SECTIONS = 3;

const NOTHING_UNFIT: FormSurroundings['unfit'] = new Map();

/** A form as its definition says: sections, and the fields that are there for what has been filled in. Inside of Formik. */
export function FormSections(props: Props) {
  const { form, township, errors, showAll, days, disabled = false, unfit = NOTHING_UNFIT } = props;
  const { earlier = null, jumps = false } = props;
  const { say, locale } = useWords();
  const present = usePresent(days);
  const { values, setValues } = useFormikContext<Record<string, Json>>();
  // A blank is not an answer: conditions see only what is given.
  const { data, without } = useMemo(() => taken(form, values, present), [form, values, present]);
  const sections = useMemo(() => resolveForm(form, data), [form, data]);
  // What comes with an answer, or with a new row, comes with its defaults; what is calculated is what it is now.
  const before = useRef(values);
  useEffect(() => {
    const filled = withCalculated(form, withDefaults(form, values, before.current), present);
    before.current = values;
    if (filled !== values) void setValues(filled, false);
  }, [form, values, setValues, present]);
  const surroundings = useMemo(() => {
    // Errors are those of the data without empty rows.
    const placed = new Map([...errors].map(([pointer, text]) => [enteredPointer(values, pointer), text]));
    const asked = questionsOf(form, values, locale, present);
    const questions = new Map(asked.map(({ pointer, message }) => [enteredPointer(values, pointer), message]));
    const entered = (pointer: string) => enteredPointer(values, pointer);
    const lacking = new Map(
      without.map(({ pointer, missing, why }) => {
        const words = withoutWords(form, { missing: missing.map(entered), why }, locale);
        return [entered(pointer), words];
      }),
    );
    return { form, township, errors: placed, questions, lacking, unfit, earlier, showAll, controls: FIELD_CONTROLS };
  }, [form, township, errors, showAll, unfit, earlier, values, without, locale, present]);
  /** In a field, or in what stands in it. */
  const hasProblem = (pointer: string) =>
    [...surroundings.errors.keys()].some((at) => at === pointer || at.startsWith(`${pointer}/`));
  return (
    <FormSurroundingsContext value={surroundings}>
      <Form component="div" layout="vertical" requiredMark={false}>
        <div className="stack">
          {jumps && sections.length >= MANY_SECTIONS && (
            <Jumps
              alarmed={showAll}
              items={sections.map(({ key, title, fields }) => ({
                id: `section-${key}`,
                title: say(title),
                left: fields.filter(({ pointer }) => hasProblem(pointer)).length,
              }))}
            />
          )}
          {sections.map((section) => (
            <Card
              key={section.key}
              title={
                <h2 className="section-title" {...(jumps && { id: `section-${section.key}`, tabIndex: -1 })}>
                  {say(section.title)}
                </h2>
              }
            >
              {section.help && <p className="secondary section-help">{say(section.help)}</p>}
              <FieldGrid fields={section.fields} disabled={disabled} />
            </Card>
          ))}
        </div>
      </Form>
    </FormSurroundingsContext>
  );
}
