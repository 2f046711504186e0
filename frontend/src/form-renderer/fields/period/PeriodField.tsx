import { useMemo } from 'react';
import { FieldGrid } from '../../FieldGrid.tsx';
import { useFields } from '../../use-fields.ts';
import type { FieldProps } from '../field-props.ts';

/** Two days side by side, where the screen has room. */
export function PeriodField({ field, disabled }: FieldProps) {
  const days = useFields(field.schema, field.pointer);
  const fields = useMemo(() => days.map((day) => ({ ...day, ui: { width: 'half' as const, ...day.ui } })), [days]);
  return <FieldGrid fields={fields} disabled={disabled} />;
}
