import { FieldGrid } from '../../FieldGrid.tsx';
import { useFields } from '../../use-fields.ts';
import type { FieldProps } from '../field-props.ts';

/** Fields that belong together. */
export function GroupField({ field, disabled }: FieldProps) {
  return <FieldGrid fields={useFields(field.schema, field.pointer)} disabled={disabled} />;
}
