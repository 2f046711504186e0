import { Input } from 'antd';
import { useState } from 'react';

/** A text that counts once it is finished: on leaving it, or with Enter. Escape takes back what is not finished. */
export function DraftInput({
  id,
  value,
  disabled,
  className,
  inputMode,
  onCommit,
}: {
  id: string;
  value: string;
  disabled?: boolean;
  className?: string;
  inputMode?: 'numeric';
  onCommit: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  return (
    <Input
      id={id}
      {...(className ? { className } : {})}
      {...(inputMode ? { inputMode } : {})}
      value={draft ?? value}
      disabled={disabled ?? false}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onPressEnter={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
