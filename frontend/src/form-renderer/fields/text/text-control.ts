import { countedIn } from '../../../common/room.tsx';
import { type FieldProps, textOf } from '../field-props.ts';

// What is typed stays in the field as it is typed: nothing is cut, rounded or emptied here. It is read when the field is left.

/** The length that is left, where there is a most. */
export const roomOf = ({ schema: { maxLength } }: FieldProps['field']) =>
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
