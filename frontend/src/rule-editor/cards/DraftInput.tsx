import { Input } from 'antd';
import { useState } from 'react';

/** A text that counts once it is finished: on leaving it, or with Enter. Escape takes back what is not finished. */
export function DraftInput({
  id,
  value,
  disabled,
  className,
  inputMode,
  problem,
  onCommit,
}: {
  id: string;
  value: string;
  disabled?: boolean;
  className?: string;
  inputMode?: 'numeric';
  /** Why a text can't be taken; it stays as typed then. */
  problem?: (text: string) => string | undefined;
  onCommit: (text: string) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? undefined : problem?.(draft);
  const commit = () => {
    if (wrong !== undefined) return;
    if (draft !== null && draft !== value) onCommit(draft);
    setDraft(null);
  };
  const input = (
    <Input
      id={id}
      {...(wrong === undefined
        ? {}
        : { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
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
  return (
    <>
      {input}
      {wrong !== undefined && (
        <div id={`${id}-problem`} className="tone-bad" role="alert">
          {wrong}
        </div>
      )}
    </>
  );
}
