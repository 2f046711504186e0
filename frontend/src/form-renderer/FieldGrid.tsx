import { type Json, normaliseField, type ResolvedField } from '@caseway/form-schemas';
import { Form, Input } from 'antd';
import { memo, useReducer, useRef } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { AsInCaseNote } from './AsInCaseNote.tsx';
import { CalculatedField } from './CalculatedField.tsx';
import { useField } from './filling/use-filling.ts';
import { controlId, useFormSurroundings } from './surroundings.ts';
import { useUnfitNotes } from './unfit.ts';

/**
 * What somebody is still putting together of several keys, as every Chinese text is: it is shown where it is typed, and is
 * no answer before it stands.
 */
function useComposing(write: (value: Json | undefined) => void) {
  const half = useRef<{ value: Json | undefined } | null>(null);
  const composing = useRef(false);
  const [, draw] = useReducer((count: number) => count + 1, 0);
  return {
    half: half.current,
    change: (value: Json | undefined) => {
      if (!composing.current) return write(value);
      half.current = { value };
      draw();
    },
    listeners: {
      onCompositionStart: () => {
        composing.current = true;
      },
      onCompositionEnd: () => {
        composing.current = false;
        const done = half.current;
        half.current = null;
        if (!done) return;
        write(done.value);
        draw();
      },
    },
  };
}

interface FieldOfGrid {
  field: ResolvedField;
  disabled: boolean;
  bare: boolean;
}

const Field = memo(function Field({ field, disabled, bare }: FieldOfGrid) {
  const { t, say } = useWords();
  const { form, filling, controls, earlier, showAll } = useFormSurroundings();
  const { pointer, schema } = field;
  const { control: Control, named, holdsFields = false } = controls[field.type];
  const state = useField(filling, pointer, holdsFields);
  const unfit = useUnfitNotes(field);
  const id = controlId(pointer);
  const problem = showAll || state.touched ? state.error : undefined;
  const shown = problem !== undefined;
  const question = state.error === undefined ? state.question : undefined;
  const help = say(schema['x-help']);
  const { stands } = state;
  const calculated = schema['x-calculate'] !== undefined;
  // The value comes at once, the reason once typing has settled.
  const lacks = calculated && state.value === undefined && state.error === undefined ? state.lacks : undefined;
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
  const name = calculated ? 'label' : (named?.(field) ?? 'label');
  const title = say(schema['x-title']) || field.name;
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
  const { half, change, listeners } = useComposing((next) => filling.change(pointer, next));
  // What is understood is shown as it will be stored; what is not stays as typed.
  const leave = () => {
    const typed = filling.at(pointer);
    const read = typeof typed === 'string' ? normaliseField(schema, typed, form.schema) : typed;
    if (read !== typed) filling.change(pointer, read);
    filling.touch(pointer);
  };
  const unseen = stands?.is === 'unseen' ? stands.shown : undefined;
  const control =
    unseen !== undefined ? (
      // A mask is shown and never a value: nothing can be typed into it.
      <Input id={id} value={unseen} readOnly className="as-in-case" aria-describedby={describedBy} />
    ) : calculated ? (
      <CalculatedField id={id} field={field} value={state.value} describedBy={describedBy} />
    ) : (
      <Control
        id={id}
        field={field}
        value={half ? half.value : state.value}
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
          pointer={pointer}
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
  // The fields in it listen themselves.
  const listening = holdsFields ? {} : listeners;
  if (bare && name !== 'legend') {
    return (
      <div data-field={pointer} className="w-full list-item-field" {...listening}>
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
        <div id={`${id}-group`} data-field={pointer} {...listening}>
          {control}
        </div>
        {notes}
      </fieldset>
    );
  }
  return (
    <div className={width} data-field={pointer} {...listening}>
      <Form.Item label={name === 'itself' ? undefined : label} htmlFor={id} colon={false}>
        {control}
        {notes}
      </Form.Item>
    </div>
  );
});

interface Props {
  fields: readonly ResolvedField[];
  disabled?: boolean;
  /** Rows of single values: what stands around them names them. */
  bare?: boolean;
}

/** Fields side by side where the screen has room. */
export const FieldGrid = memo(function FieldGrid({ fields, disabled = false, bare = false }: Props) {
  return (
    <div className="fields">
      {fields.map((field) => (
        <Field key={field.pointer} field={field} disabled={disabled} bare={bare} />
      ))}
    </div>
  );
});
