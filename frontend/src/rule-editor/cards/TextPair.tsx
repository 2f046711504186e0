import type { LocalizedText } from '@caseway/form-schemas';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { FindingLine } from '../findings/FindingLine.tsx';
import type { ShownFinding } from '../findings/shown-finding.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;

const Lines = ({ findings }: { findings: readonly ShownFinding[] }) =>
  findings.map((finding) => <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} />);

/** A text in both languages, side by side, each with what is found about it. */
export function TextPair({
  label,
  value,
  pointer,
  findings,
  disabled,
  onChange,
}: {
  label: string;
  value: Partial<LocalizedText> | undefined;
  pointer: string;
  /** Those of this text. */
  findings: readonly ShownFinding[];
  disabled: boolean;
  onChange: (next: LocalizedText) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const text = { 'zh-CN': value?.['zh-CN'] ?? '', en: value?.en ?? '' };
  // A new rule has no texts, and nobody is told of what they have not come to yet: only of what they left.
  const [left, setLeft] = useState<readonly string[]>(text['zh-CN'] + text.en === '' ? [] : LANGUAGES);
  const isOf = (language: string) => (finding: ShownFinding) => finding.pointer === `${pointer}/${language}`;
  const general = findings.filter(
    (finding) => left.length > 0 && !LANGUAGES.some((language) => isOf(language)(finding)),
  );
  return (
    <>
      <div className="re-pair" data-pointer={pointer}>
        {LANGUAGES.map((language) => {
          const found = left.includes(language) ? findings.filter(isOf(language)) : [];
          const field = `${id}-${language}`;
          return (
            <div key={language}>
              <label htmlFor={field}>
                {label} <span className="secondary">{t(`ruleEditor.in_${language}`)}</span>
              </label>
              <Input
                id={field}
                lang={language}
                value={text[language]}
                disabled={disabled}
                status={found.length > 0 ? 'error' : ''}
                aria-invalid={found.length > 0}
                aria-describedby={found.length > 0 ? `${field}-found` : undefined}
                onChange={({ target }) => onChange({ ...text, [language]: target.value })}
                onBlur={() => setLeft([...left, language])}
              />
              <div id={`${field}-found`}>
                <Lines findings={found} />
              </div>
            </div>
          );
        })}
      </div>
      <Lines findings={general} />
    </>
  );
}
