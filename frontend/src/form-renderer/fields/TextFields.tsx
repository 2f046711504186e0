import { Input } from 'antd';
import { countedIn } from '../../common/room.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { type FieldProps, textOf } from './field-props.ts';

// What is typed stays in the field as it is typed: nothing is cut, rounded or emptied here. It is read when the field is left.

const HINTS: Partial<Record<string, 'tel' | 'numeric' | 'decimal'>> = {
  integer: 'numeric',
  number: 'decimal',
  amount: 'decimal',
  mobile: 'tel',
  phone: 'tel',
  'postal-code': 'numeric',
  'division-code': 'numeric',
};

const roomOf = ({ schema: { maxLength } }: FieldProps['field']) =>
  maxLength === undefined ? {} : countedIn(maxLength);

/** What every control of one text is given. */
export function textControl({ id, field, value, onChange, onBlur, invalid, disabled, describedBy }: FieldProps) {
  return {
    id,
    value: textOf(value),
    autoComplete: 'off',
    status: invalid ? ('error' as const) : undefined,
    disabled,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value === '' ? undefined : target.value),
    onBlur,
    'aria-describedby': describedBy,
    'aria-invalid': invalid || undefined,
    'aria-required': field.required || undefined,
  };
}

/** One line of text, with the keyboard that fits its type: numbers, codes and texts. */
export function TextField(props: FieldProps) {
  const { t, say } = useWords();
  const { field } = props;
  return (
    <Input
      {...textControl(props)}
      {...roomOf(field)}
      inputMode={HINTS[field.type] ?? 'text'}
      placeholder={say(field.ui.placeholder) || undefined}
      suffix={field.type === 'amount' ? t('field.yuan') : undefined}
    />
  );
}

/** As many lines as an answer of that length usually takes: it grows with what is typed. */
const rowsOf = (maxLength: number | undefined): number =>
  maxLength !== undefined && maxLength <= 200 ? 1 : maxLength !== undefined && maxLength <= 1000 ? 2 : 4;

export function LongTextField(props: FieldProps) {
  const { say } = useWords();
  const { field } = props;
  return (
    <Input.TextArea
      {...textControl(props)}
      {...roomOf(field)}
      placeholder={say(field.ui.placeholder) || undefined}
      autoSize={{ minRows: rowsOf(field.schema.maxLength), maxRows: 12 }}
    />
  );
}
