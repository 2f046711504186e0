import { Checkbox, Radio } from 'antd';
import { useWords } from '../../../i18n/i18n.ts';
import { useIsUnfit } from '../../unfit.ts';
import { aria, type FieldProps } from '../field-props.ts';

export function BooleanField(props: FieldProps) {
  const { t, say } = useWords();
  const { id, field, value, onChange, onBlur, disabled } = props;
  const isUnfit = useIsUnfit(field);
  if (field.schema.const === true) {
    return (
      <Checkbox
        id={id}
        checked={value === true}
        disabled={disabled || isUnfit(true)}
        onChange={({ target }) => onChange(target.checked ? true : undefined)}
        onBlur={onBlur}
        {...aria(props)}
      >
        {say(field.schema['x-title'])}
      </Checkbox>
    );
  }
  return (
    <Radio.Group
      id={id}
      value={typeof value === 'boolean' ? value : undefined}
      disabled={disabled}
      options={[
        { value: true, label: t('common.yes'), disabled: isUnfit(true) },
        { value: false, label: t('common.no'), disabled: isUnfit(false) },
      ]}
      onChange={({ target }) => {
        onChange(target.value as boolean);
        onBlur();
      }}
      {...aria(props)}
    />
  );
}
