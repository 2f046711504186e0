import { useWords } from '../../../i18n/i18n.ts';
import type { FieldProps } from '../field-props.ts';

/** Its name, and below it, as with any field, the sentences that explain. */
export function Explanation({ id, field }: FieldProps) {
  const { say } = useWords();
  return (
    <p id={id} className="explanation">
      {say(field.schema['x-title'])}
    </p>
  );
}
