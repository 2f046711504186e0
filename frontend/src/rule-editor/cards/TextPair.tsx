import type { LocalizedText } from '@caseway/form-schemas';
import { Input } from 'antd';
import { useId } from 'react';
import { useWords } from '../../i18n/i18n.ts';

/** A text in both languages, side by side. */
export function TextPair({
  label,
  value,
  pointer,
  invalid,
  disabled,
  onChange,
}: {
  label: string;
  value: Partial<LocalizedText> | undefined;
  pointer: string;
  /** Whether a language lacks its text. */
  invalid: (language: string) => boolean;
  disabled: boolean;
  onChange: (next: LocalizedText) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const text = { 'zh-CN': value?.['zh-CN'] ?? '', en: value?.en ?? '' };
  return (
    <div className="re-pair" data-pointer={pointer}>
      {(['zh-CN', 'en'] as const).map((language) => (
        <div key={language}>
          <label htmlFor={`${id}-${language}`}>
            {label} <span className="secondary">{t(`ruleEditor.in_${language}`)}</span>
          </label>
          <Input
            id={`${id}-${language}`}
            lang={language}
            value={text[language]}
            disabled={disabled}
            status={invalid(language) ? 'error' : ''}
            onChange={({ target }) => onChange({ ...text, [language]: target.value })}
          />
        </div>
      ))}
    </div>
  );
}
