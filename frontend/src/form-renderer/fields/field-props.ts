import { type Json, jsonText, type ResolvedField } from '@caseway/form-schemas';

/** What every field type is given. A value of undefined: not given. */
export interface FieldProps {
  id: string;
  field: ResolvedField;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  onBlur: () => void;
  /** For assistive technology: the help and the error of the field. */
  describedBy: string | undefined;
  invalid: boolean;
  disabled: boolean;
}

export const textOf = (value: Json | undefined): string =>
  value === undefined || value === null ? '' : jsonText(value);

/** What a control that is no text is given for assistive technology. */
export const aria = ({ describedBy, invalid }: FieldProps) => ({
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
});
