import type { LocalizedText } from '@caseway/form-schemas';
import { Input } from 'antd';
import { type Ref, useId } from 'react';
import { useWords } from '../i18n/i18n.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;

/** A text as a form may hold it: one for all languages, or one each. */
export type FormText = LocalizedText | Partial<LocalizedText> | string;

export const textIn = (value: FormText | undefined, language: (typeof LANGUAGES)[number]): string =>
  typeof value === 'string' ? value : (value?.[language] ?? '');

/** The text with one language changed; undefined where nothing is left. */
export function withLanguage(value: FormText | undefined, language: (typeof LANGUAGES)[number], text: string) {
  const next = { 'zh-CN': textIn(value, 'zh-CN'), en: textIn(value, 'en'), [language]: text };
  const given = Object.entries(next).filter(([, words]) => words !== '');
  return given.length === 0 ? undefined : (Object.fromEntries(given) as Partial<LocalizedText> as LocalizedText);
}

/** A text of a form in both languages, one below the other. */
export function BothTexts({
  label,
  value,
  disabled,
  long = false,
  first,
  onChange,
}: {
  label: string;
  value: FormText | undefined;
  disabled: boolean;
  /** Several lines. */
  long?: boolean;
  /** The first of the two inputs. */
  first?: Ref<{ focus: () => void }>;
  onChange: (next: LocalizedText | undefined) => void;
}) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="fd-pair">
      {LANGUAGES.map((language, index) => {
        const shared = {
          id: `${id}-${language}`,
          lang: language,
          value: textIn(value, language),
          disabled,
          onChange: ({ target }: { target: { value: string } }) =>
            onChange(withLanguage(value, language, target.value)),
        };
        return (
          <div key={language}>
            <label htmlFor={`${id}-${language}`}>
              {label} <span className="secondary">{t(`ruleEditor.in_${language}`)}</span>
            </label>
            {long ? (
              <Input.TextArea {...shared} autoSize={{ minRows: 1, maxRows: 6 }} />
            ) : (
              <Input {...shared} ref={index === 0 ? (first as never) : undefined} />
            )}
          </div>
        );
      })}
    </div>
  );
}
