import { useWords } from '../../../i18n/i18n.ts';
import type { FieldProps } from '../field-props.ts';
import { TextField } from '../text/TextField.tsx';

export function AmountField(props: FieldProps) {
  const { t } = useWords();
  return <TextField {...props} inputMode="decimal" unit={t('field.yuan')} />;
}
