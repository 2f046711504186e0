import { type FormData, type Json, normaliseField, type ResolvedField, readPointer } from '@caseway/form-schemas';
import { Form, Input } from 'antd';
import { getIn, useFormikContext } from 'formik';
import { useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { AsInCaseNote } from './AsInCaseNote.tsx';
import { CalculatedField } from './CalculatedField.tsx';
import { putValue } from './put-value.ts';
import { controlId, useFormSurroundings } from './surroundings.ts';
import { useUnfitNotes } from './unfit.ts';

const pathOf = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');

function Field({ field, disabled, bare }: { field: ResolvedField; disabled: boolean; bare: boolean }) {
  const { t, say } = useWords();
  const { form, controls, errors, questions, lacking, earlier, showAll } = useFormSurroundings();
  const unfit = useUnfitNotes(field);
  const { values, touched, setValues, setFieldTouched } = useFormikContext<Record<string, Json>>();
  const path = pathOf(field.pointer);
  const id = controlId(field.pointer);
  const problem = errors.get(field.pointer);
  const shown = problem !== undefined && (showAll || getIn(touched, path) === true);
  const question = problem === undefined ? questions.get(field.pointer) : undefined;
  const help = say(field.schema['x-help']);
  const stands = earlier?.fields.get(field.pointer);
  const calculated = field.schema['x-calculate'] !== undefined;
  const lacks = calculated && problem === undefined ? lacking.get(field.pointer) : undefined;
  const describedBy =
    [
      help && `${id}-help`,
      field.either && `${id}-either`,
      stands && `${id}-as-in-case`,
      calculated && `${id}-calculated`,
      unfit.length > 0 && `${id}-unfit`,
      shown && `${id}-error`,
      question && `${id}-question`,
    ]
      .filter(Boolean)
      .join(' ') || undefined;
  const { control: Control, named } = controls[field.type];
  const name = calculated ? 'label' : (named?.(field) ?? 'label');
  const title = say(field.schema['x-title']) || field.name;
  const label = (
    <>
      {title}
      {field.required ? (
        <span className="required-mark" aria-hidden="true">
          *
        </span>
      ) : null}
    </>
  );
  const value = readPointer(values, field.pointer);
  // A choice is made and left in one event: what was chosen is not drawn yet.
  const latest = useRef(value);
  latest.current = value;
  const change = (next: Json | undefined) => {
    latest.current = next;
    void setValues((now: FormData) => putValue(now, field.pointer, next), false);
  };
  // What is understood is shown as it will be stored; what is not stays as typed.
  const leave = () => {
    const typed = latest.current;
    const read = typeof typed === 'string' ? normaliseField(field.schema, typed, form.schema) : typed;
    if (read !== typed) change(read);
    void setFieldTouched(path, true, false);
  };
  const unseen = stands?.is === 'unseen' ? stands.shown : undefined;
  const control =
    unseen !== undefined ? (
      // A mask is shown and never a value: nothing can be typed into it.
      <Input id={id} value={unseen} readOnly className="as-in-case" aria-describedby={describedBy} />
    ) : calculated ? (
      <CalculatedField id={id} field={field} value={value} describedBy={describedBy} />
    ) : (
      <Control
        id={id}
        field={field}
        value={value}
        onChange={change}
        onBlur={leave}
        describedBy={describedBy}
        invalid={shown}
        disabled={disabled}
      />
    );
  const notes = (
    <>
      {help && (
        <div className="field-help" id={`${id}-help`}>
          {help}
        </div>
      )}
      {field.either && (
        <div className="field-help" id={`${id}-either`}>
          {t('field.either', { fields: say(field.either) })}
        </div>
      )}
      {earlier && stands && (
        <AsInCaseNote
          id={`${id}-as-in-case`}
          title={title}
          pointer={field.pointer}
          stands={stands}
          of={earlier}
          onLeft={() => requestAnimationFrame(() => document.getElementById(id)?.focus())}
        />
      )}
      {calculated && (
        <div className="field-help" id={`${id}-calculated`}>
          {lacks ?? t('field.calculated')}
        </div>
      )}
      {unfit.length > 0 && (
        <div className="field-help" id={`${id}-unfit`}>
          {unfit.map((note) => (
            <div key={note}>{note}</div>
          ))}
        </div>
      )}
      {shown && (
        <div className="tone-bad" id={`${id}-error`} role="alert">
          {problem}
        </div>
      )}
      {question && (
        <div className="tone-warn" id={`${id}-question`} role="status">
          {question}
        </div>
      )}
    </>
  );
  const width = `w-${field.ui.width ?? 'full'}`;
  if (bare && name !== 'legend') {
    return (
      <div data-field={field.pointer} className="w-full list-item-field">
        <label className="visually-hidden" htmlFor={id}>
          {`${title} ${t('common.item', { n: Number(field.name) + 1 })}`}
        </label>
        {control}
        {notes}
      </div>
    );
  }
  if (name === 'legend') {
    return (
      <fieldset className={`field-group ${width}`} aria-describedby={describedBy}>
        <legend>
          {label}
          {field.required && <span className="visually-hidden">{t('common.required')}</span>}
        </legend>
        <div id={`${id}-group`} data-field={field.pointer}>
          {control}
        </div>
        {notes}
      </fieldset>
    );
  }
  return (
    <div className={width} data-field={field.pointer}>
      <Form.Item label={name === 'itself' ? undefined : label} htmlFor={id} colon={false}>
        {control}
        {notes}
      </Form.Item>
    </div>
  );
}

interface Props {
  fields: readonly ResolvedField[];
  disabled?: boolean;
  /** Rows of single values: what stands around them names them. */
  bare?: boolean;
}

/** Fields side by side where the screen has room. */
export function FieldGrid({ fields, disabled = false, bare = false }: Props) {
  return (
    <div className="fields">
      {fields.map((field) => (
        <Field key={field.pointer} field={field} disabled={disabled} bare={bare} />
      ))}
    </div>
  );
}
