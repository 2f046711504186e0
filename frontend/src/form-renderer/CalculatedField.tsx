import { formatValue, type Json, type ResolvedField } from '@caseway/form-schemas';
import { Input } from 'antd';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  id: string;
  field: ResolvedField;
  value: Json | undefined;
  describedBy: string | undefined;
}

/** What a calculated field has become: read, copied, and never typed into. */
export function CalculatedField({ id, field, value, describedBy }: Props) {
  const { t, locale } = useWords();
  const said = value === undefined ? '' : formatValue(field.schema, value, locale);
  return (
    <Input
      id={id}
      value={said}
      readOnly
      className="calculated"
      placeholder={t('field.noValueYet')}
      {...(describedBy && { 'aria-describedby': describedBy })}
    />
  );
}
