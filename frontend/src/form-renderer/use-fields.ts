import { conditionReads, type FormSchema, type ResolvedField, readPointer, resolveFields } from '@caseway/form-schemas';
import { useMemo, useRef } from 'react';
import { sameFields } from './filling/same-fields.ts';
import { useValuesRead } from './filling/use-filling.ts';
import { useFormSurroundings } from './surroundings.ts';

/** The fields of a group or a row: others only where something changed that its conditions read. */
export function useFields(schema: FormSchema, pointer: string): readonly ResolvedField[] {
  const { form, filling } = useFormSurroundings();
  const reads = useMemo(
    () => conditionReads(schema, form.schema).map((read) => pointer + read),
    [schema, form, pointer],
  );
  const values = useValuesRead(filling, reads);
  const drawn = useRef<readonly ResolvedField[]>([]);
  return useMemo(() => {
    drawn.current = sameFields(drawn.current, resolveFields(form, schema, readPointer(values, pointer), pointer));
    return drawn.current;
  }, [form, schema, values, pointer]);
}
