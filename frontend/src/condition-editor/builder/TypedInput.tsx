import { Input, Space } from 'antd';
import { useId, useState } from 'react';
import { DayChoice } from '../../common/DayChoice.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { isMistyped, shownValue, type TypedValue, typedValue } from './typed-value.ts';

interface Props {
  kind: TypedValue;
  value: unknown;
  'aria-label': string;
  disabled: boolean;
  /** A finding beside it says what is wrong. */
  invalid: boolean;
  onChange: (value: string | number) => void;
}

/** A number, an amount or a day as people type it: what is understood counts with each key, what is not stays as typed, and is told. */
export function TypedInput({ kind, value, disabled, invalid, onChange, ...named }: Props) {
  const { t } = useWords();
  const id = useId();
  const [draft, setDraft] = useState<{ text: string; value: unknown } | null>(null);
  // Undone or changed from elsewhere meanwhile: what is typed here is no longer of it.
  const shown = draft && draft.value === value ? draft.text : shownValue(value);
  const isWrong = invalid || isMistyped(kind, value);
  const isTold = isWrong && !invalid && draft === null;
  const input = (
    <Input
      {...named}
      className={kind === 'number' ? 're-number' : `re-${kind}`}
      inputMode={kind === 'date' ? 'text' : 'decimal'}
      value={shown}
      disabled={disabled}
      aria-invalid={isWrong}
      aria-describedby={isTold ? id : undefined}
      {...(kind === 'amount' ? { suffix: t('field.yuan') } : {})}
      {...(kind === 'date' ? { placeholder: 'YYYY-MM-DD' } : {})}
      {...(isWrong ? { status: 'error' as const } : {})}
      onChange={({ target }) => {
        const next = typedValue(kind, target.value) as string | number;
        setDraft({ text: target.value, value: next });
        if (next !== value) onChange(next);
      }}
      onBlur={() => setDraft(null)}
    />
  );
  return (
    <>
      {kind === 'date' ? (
        <Space.Compact>
          {input}
          <DayChoice day={shown} disabled={disabled} onChoose={onChange} />
        </Space.Compact>
      ) : (
        input
      )}
      {isTold && (
        <div id={id} className="tone-bad">
          {t(`ruleEditor.mistyped_${kind}`)}
        </div>
      )}
    </>
  );
}
