import { Checkbox } from 'antd';
import { Select } from '../../../common/Select.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useOptions } from '../choice/use-options.ts';
import { aria, type FieldProps } from '../field-props.ts';

export function ChoicesField(props: FieldProps) {
  const { t } = useWords();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const options = useOptions(field.schema.items ?? {});
  const chosen = Array.isArray(value) ? (value as (string | number)[]) : [];
  const change = (next: (string | number)[]) => onChange(next.length > 0 ? next : undefined);
  if (field.ui.widget === 'select') {
    return (
      <Select
        id={id}
        mode="multiple"
        value={chosen}
        options={options}
        placeholder={t('field.choose')}
        status={invalid ? 'error' : undefined}
        disabled={disabled}
        className="whole-width"
        onChange={change}
        onBlur={onBlur}
        {...aria(props)}
      />
    );
  }
  return (
    <Checkbox.Group
      value={chosen}
      options={options}
      className={field.ui.widget === 'tags' ? 'choice-tags' : undefined}
      disabled={disabled}
      onChange={(next) => {
        change(next);
        onBlur();
      }}
    />
  );
}
