import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { isMistyped, shownValue, type TypedValue, typedValue } from './typed-value.ts';

interface Props {
  kind: TypedValue;
  value: unknown;
  'aria-label': string;
  disabled: boolean;
  invalid: boolean;
  onChange: (value: string | number) => void;
}

/** A number or an amount as people type it: what is understood counts with each key, what is not stays as typed. */
export function TypedInput({ kind, value, disabled, invalid, onChange, ...named }: Props) {
  const { t } = useWords();
  const [draft, setDraft] = useState<{ text: string; value: unknown } | null>(null);
  // Undone or changed from elsewhere meanwhile: what is typed here is no longer of it.
  const shown = draft && draft.value === value ? draft.text : shownValue(value);
  const isWrong = invalid || isMistyped(kind, value);
  return (
    <Input
      {...named}
      className={kind === 'amount' ? 're-amount' : 're-number'}
      inputMode="decimal"
      value={shown}
      disabled={disabled}
      aria-invalid={isWrong}
      {...(kind === 'amount' ? { suffix: t('field.yuan') } : {})}
      {...(isWrong ? { status: 'error' as const } : {})}
      onChange={({ target }) => {
        const next = typedValue(kind, target.value) as string | number;
        setDraft({ text: target.value, value: next });
        if (next !== value) onChange(next);
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
