import type { Json } from '@caseway/form-schemas';
import { Radio } from 'antd';
import { Select } from '../../../common/Select.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useIsUnfit } from '../../unfit.ts';
import { aria, type FieldProps } from '../field-props.ts';
import { useOptions } from './use-options.ts';

export function ChoiceField(props: FieldProps) {
  const { t } = useWords();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const isUnfit = useIsUnfit(field);
  const options = useOptions(field.schema).map((option) => ({ ...option, disabled: isUnfit(option.value) }));
  const chosen = typeof value === 'string' || typeof value === 'number' ? value : undefined;
  if (field.ui.widget === 'radio' || field.ui.widget === 'tags') {
    return (
      <Radio.Group
        id={id}
        value={chosen}
        options={options}
        {...(field.ui.widget === 'tags' && { optionType: 'button', className: 'choice-tags' })}
        disabled={disabled}
        onChange={({ target }) => {
          onChange(target.value as Json);
          onBlur();
        }}
        {...aria(props)}
      />
    );
  }
  return (
    <Select
      id={id}
      value={chosen}
      options={options}
      placeholder={t('field.choose')}
      allowClear={!field.required}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      onChange={(next) => onChange(next as Json | undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}
