import { type Json, jsonText } from '@caseway/form-schemas';
import { Checkbox, Radio, Select } from 'antd';
import { byNameOrKey } from '../../common/by-name-or-key.ts';
import { useScopes } from '../../common/session.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useFormSurroundings } from '../surroundings.ts';
import { useIsUnfit } from '../unfit.ts';
import { useStaff } from '../use-staff.ts';
import type { FieldProps } from './field-props.ts';

const aria = ({ describedBy, invalid }: FieldProps) => ({
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
});

function useOptions(schema: FieldProps['field']['schema']) {
  const { say } = useWords();
  return (schema.enum ?? []).map((value) => ({
    value: value as string | number,
    label: say(schema['x-enum-titles']?.[jsonText(value)]) || jsonText(value),
  }));
}

export function ChoiceField(props: FieldProps) {
  const { t } = useWords();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const isUnfit = useIsUnfit(field);
  const options = useOptions(field.schema).map((option) => ({ ...option, disabled: isUnfit(option.value) }));
  const chosen = typeof value === 'string' || typeof value === 'number' ? value : undefined;
  if (field.ui.widget === 'radio') {
    return (
      <Radio.Group
        id={id}
        value={chosen}
        options={options}
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
      showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      onChange={(next) => onChange(next as Json | undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

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
      disabled={disabled}
      onChange={(next) => {
        change(next);
        onBlur();
      }}
    />
  );
}

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

/** A village or community of the case's township. */
export function PlaceField(props: FieldProps) {
  const { t, say } = useWords();
  const { township } = useFormSurroundings();
  const { villagesOf } = useScopes();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  return (
    <Select
      id={id}
      value={typeof value === 'string' ? value : undefined}
      options={villagesOf(township)
        // One that has been closed since stays readable where it was chosen.
        .filter(({ closed, key }) => !closed || key === value)
        .map(({ key, title }) => ({ value: key, label: say(title) }))}
      placeholder={t('field.choose')}
      allowClear={!field.required}
      showSearch={{ filterOption: byNameOrKey }}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      onChange={(next) => onChange(next as string | undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

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
      showSearch={{ optionFilterProp: 'label' }}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      className="whole-width"
      onChange={(next: string[]) => onChange(next.length === 0 ? undefined : many ? next : (next[0] ?? undefined))}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}
