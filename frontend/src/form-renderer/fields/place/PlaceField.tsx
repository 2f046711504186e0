import { byNameOrKey } from '../../../common/by-name-or-key.ts';
import { Select } from '../../../common/Select.tsx';
import { useScopes } from '../../../common/session.tsx';
import { useWords } from '../../../i18n/i18n.ts';
import { useFormSurroundings } from '../../surroundings.ts';
import { aria, type FieldProps } from '../field-props.ts';

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
