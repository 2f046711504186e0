import type { Json } from '@caseway/form-schemas';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { readTypedJson } from '../../common/typed-json.ts';
import { useWords } from '../../i18n/i18n.ts';

/** A value that no other control suits, as JSON; counts once it can be read and the field is left. */
export function JsonInput({
  label,
  value,
  disabled,
  onCommit,
}: {
  label: string;
  value: Json;
  disabled: boolean;
  onCommit: (value: Json) => void;
}) {
  const { t, locale } = useWords();
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const read = draft === null ? null : readTypedJson(draft, t, locale);
  const problem = read && 'problem' in read ? read.problem : null;
  const isWrong = problem !== null;
  return (
    <span className="rt-json">
      <Input.TextArea
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? id : undefined}
        value={draft ?? JSON.stringify(value)}
        status={isWrong ? 'error' : ''}
        autoSize={{ minRows: 1, maxRows: 6 }}
        disabled={disabled}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={() => {
          if (!read || 'problem' in read) return;
          onCommit(read.value as Json);
          setDraft(null);
        }}
        onKeyDown={({ key }) => {
          if (key === 'Escape') setDraft(null);
        }}
      />
      {isWrong && (
        <span id={id} className="tone-bad" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
