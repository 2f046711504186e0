import { type DrawnField, isUsableName } from '@caseway/form-schemas';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';

/** The name by which rules, paths and stored answers know a field. It counts on leaving, or with Enter. */
export function NameField({
  field,
  siblings,
  disabled,
  onRename,
}: {
  field: DrawnField;
  siblings: readonly DrawnField[];
  disabled: boolean;
  onRename: (name: string) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const wanted = typed?.trim() ?? field.name;
  const problem =
    wanted === field.name
      ? undefined
      : !isUsableName(wanted)
        ? t('designer.nameUnusable')
        : siblings.some(({ name }) => name === wanted)
          ? t('designer.nameTaken')
          : undefined;
  const commit = () => {
    if (problem !== undefined) return;
    if (wanted !== field.name) onRename(wanted);
    setTyped(null);
  };
  return (
    <div>
      <label htmlFor={id}>{t('designer.name')}</label>
      <Input
        id={id}
        value={typed ?? field.name}
        disabled={disabled}
        status={problem ? 'error' : ''}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onPressEnter={(event) => {
          // It may open a dialog: the rest of the key press is not for what has the focus there.
          event.preventDefault();
          commit();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(null);
        }}
      />
      <div id={`${id}-help`} className={problem ? 'tone-bad' : 'secondary'} role={problem ? 'alert' : undefined}>
        {problem ?? t('designer.nameHelp')}
      </div>
    </div>
  );
}
