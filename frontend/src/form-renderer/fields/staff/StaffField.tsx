import { Select } from '../../../common/Select.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFormSurroundings } from '../../surroundings.ts';
import { useStaff } from '../../use-staff.ts';
import { aria, type FieldProps } from '../field-props.ts';

/** People of the township's offices, by name; the data holds their ids. */
export function StaffField(props: FieldProps) {
  const { t } = useWords();
  const { township } = useFormSurroundings();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const many = field.schema.type === 'array';
  const people = useStaff(township);
  const chosen = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  return (
    <Select
      id={id}
      mode="multiple"
      maxCount={many ? field.schema.maxItems : 1}
      value={chosen}
      loading={people.isLoading}
      options={(people.data ?? []).map(({ id: key, displayName }) => ({ value: key, label: displayName }))}
      placeholder={t('field.staffHelp')}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : many ? next : (next[0] ?? undefined))}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}
