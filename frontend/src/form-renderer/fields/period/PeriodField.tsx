import { resolveFields } from '@caseway/form-schemas';
import { FieldGrid } from '../../FieldGrid.tsx';
import { useFormSurroundings } from '../../surroundings.ts';
import type { FieldProps } from '../field-props.ts';

/** Two days side by side, where the screen has room. */
export function PeriodField({ field, value, disabled }: FieldProps) {
  const { form } = useFormSurroundings();
  const days = resolveFields(form, field.schema, value, field.pointer);
  return <FieldGrid fields={days.map((day) => ({ ...day, ui: { width: 'half', ...day.ui } }))} disabled={disabled} />;
}
