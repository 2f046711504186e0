import { resolveFields } from '@caseway/form-schemas';
import { FieldGrid } from '../../FieldGrid.tsx';
import { useFormSurroundings } from '../../surroundings.ts';
import type { FieldProps } from '../field-props.ts';

/** Fields that belong together. */
export function GroupField({ field, value, disabled }: FieldProps) {
  const { form } = useFormSurroundings();
  return <FieldGrid fields={resolveFields(form, field.schema, value, field.pointer)} disabled={disabled} />;
}
