import { type FormSchema, jsonText } from '@caseway/form-schemas';
import { useWords } from '../../../i18n/i18n.ts';

/** The choices of a schema as a control offers them. */
export function useOptions(schema: FormSchema) {
  const { say } = useWords();
  return (schema.enum ?? []).map((value) => ({
    value: value as string | number,
    label: say(schema['x-enum-titles']?.[jsonText(value)]) || jsonText(value),
  }));
}
