import { Card, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/i18n.ts';
import { textIn, withLanguage } from './BothTexts.tsx';
import { useDesigner } from './designer-context.ts';
import { formTexts, type PlacedText } from './form-texts.ts';

const LANGUAGES = ['zh-CN', 'en'] as const;

/** Both languages are there, and say each something of their own. */
const isWhole = ({ text }: PlacedText): boolean =>
  typeof text !== 'string' && LANGUAGES.every((language) => textIn(text, language).trim() !== '');

/** Every text of the form, language beside language: what a second language lacks is a list to work through. */
export function TranslationView() {
  const { t, say } = useWords();
  const { drawn, content, mayEdit, edit } = useDesigner();
  const [onlyLacking, setOnlyLacking] = useState(false);
  // What was lacking stays in the list while it is being written.
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const texts = formTexts(drawn, content);
  const lacking = texts.filter((text) => !isWhole(text));
  const shown = onlyLacking ? texts.filter((text) => asked.has(text.id) || !isWhole(text)) : texts;
  return (
    <Card
      title={<h2 className="section-title">{t('designer.view_translation')}</h2>}
      extra={
        <Checkbox
          checked={onlyLacking}
          onChange={({ target }) => {
            setAsked(new Set(lacking.map(({ id }) => id)));
            setOnlyLacking(target.checked);
          }}
        >
          {t('designer.onlyLacking', { count: lacking.length })}
        </Checkbox>
      }
    >
      {shown.length === 0 && <p className="tone-good">✓ {t('designer.allTranslated')}</p>}
      <ul className="fd-texts">
        {shown.map((placed) => {
          const { id, of, part, choice, text, put } = placed;
          const owner = of ? say(of.title as never) || of.name : t('designer.form');
          const what = part === 'choice' ? `${t('designer.choice')} ${choice ?? ''}` : t(`designer.${part}`);
          const label = `${owner} · ${what}`;
          return (
            <li key={id} className={isWhole(placed) ? '' : 'fd-lacking'}>
              <span className="secondary">{label}</span>
              {LANGUAGES.map((language) => (
                <Input.TextArea
                  autoSize={{ minRows: 1, maxRows: 6 }}
                  key={language}
                  lang={language}
                  aria-label={`${label} ${t(`ruleEditor.in_${language}`)}`}
                  placeholder={t(`ruleEditor.in_${language}`)}
                  value={textIn(text, language)}
                  disabled={!mayEdit}
                  onChange={({ target }) =>
                    edit(
                      t('designer.editText', { title: label }),
                      (before) => put(before, withLanguage(text, language, target.value)),
                      `text ${id} ${language}`,
                    )
                  }
                />
              ))}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
