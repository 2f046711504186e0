import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { type FormSchema, type Json, jsonText, type LocalizedText } from '@caseway/form-schemas';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { Dialog } from '../common/Dialog.tsx';
import { useWords } from '../i18n/i18n.ts';
import { type FormText, textIn, withLanguage } from './BothTexts.tsx';
import { newToken } from './use-field-acts.ts';

interface Choice {
  value: Json;
  title: FormText | undefined;
}

const choicesIn = ({ enum: values = [], 'x-enum-titles': titles }: FormSchema): Choice[] =>
  values.map((value) => ({ value, title: titles?.[jsonText(value)] }));

/** The keywords that say these choices; labels of choices that have gone go with them. */
const said = (choices: readonly Choice[]): Pick<FormSchema, 'enum' | 'x-enum-titles'> => ({
  enum: choices.map(({ value }) => value),
  'x-enum-titles': Object.fromEntries(
    choices.flatMap(({ value, title }) => (title === undefined ? [] : [[jsonText(value), title as LocalizedText]])),
  ),
});

/** A value that no choice has, nor had: answers are stored by it, and an old one must not come to mean something else. */
function freeValue(choices: readonly Choice[]): string {
  const taken = new Set(choices.map(({ value }) => jsonText(value)));
  for (;;) {
    const value = `choice-${newToken()}`;
    if (!taken.has(value)) return value;
  }
}

/** The choices of a field: their labels in both languages, in their order. What is stored for each stays as it is. */
export function ChoicesField({
  schema,
  disabled,
  onChange,
}: {
  /** That has the choices: the field's own, or that of its entries. */
  schema: FormSchema;
  disabled: boolean;
  onChange: (patch: Pick<FormSchema, 'enum' | 'x-enum-titles'>, mergeKey?: string) => void;
}) {
  const { t } = useWords();
  const id = useId();
  const [pasting, setPasting] = useState<string | null>(null);
  const choices = choicesIn(schema);
  const put = (next: readonly Choice[], mergeKey?: string) => onChange(said(next), mergeKey);
  const change = (index: number, language: 'zh-CN' | 'en', text: string) =>
    put(
      choices.map((choice, at) =>
        at === index ? { ...choice, title: withLanguage(choice.title, language, text) } : choice,
      ),
      `choice ${index} ${language}`,
    );
  const shift = (index: number, by: -1 | 1) => {
    const next = [...choices];
    const [choice] = next.splice(index, 1);
    if (choice) put(next.toSpliced(index + by, 0, choice));
  };
  return (
    <fieldset className="fd-choices">
      <legend>{t('designer.choices')}</legend>
      <ol>
        {choices.map((choice, index) => {
          const n = index + 1;
          const called = t('common.item', { n });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice is told apart by its place while it is written
            <li key={index} className="fd-choice" data-value={jsonText(choice.value)}>
              <div className="fd-choice-texts">
                {(['zh-CN', 'en'] as const).map((language) => (
                  <Input
                    key={language}
                    id={`${id}-${index}-${language}`}
                    lang={language}
                    aria-label={`${called} ${t(`ruleEditor.in_${language}`)}`}
                    placeholder={t(`ruleEditor.in_${language}`)}
                    value={textIn(choice.title, language)}
                    disabled={disabled}
                    onChange={({ target }) => change(index, language, target.value)}
                  />
                ))}
              </div>
              {!disabled && (
                <span className="fd-choice-acts">
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    disabled={index === 0}
                    aria-label={t('common.pair', { label: t('ruleEditor.moveUp'), text: called })}
                    onClick={() => shift(index, -1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowDownOutlined />}
                    disabled={n === choices.length}
                    aria-label={t('common.pair', { label: t('ruleEditor.moveDown'), text: called })}
                    onClick={() => shift(index, 1)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    disabled={choices.length === 1}
                    aria-label={t('common.pair', { label: t('common.remove'), text: called })}
                    onClick={() => put(choices.filter((_, at) => at !== index))}
                  />
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {!disabled && (
        <div className="fd-choice-foot">
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => {
              put([...choices, { value: freeValue(choices), title: undefined }]);
              requestAnimationFrame(() =>
                requestAnimationFrame(() => document.getElementById(`${id}-${choices.length}-zh-CN`)?.focus()),
              );
            }}
          >
            {t('designer.addChoice')}
          </Button>
          <Button size="small" type="link" onClick={() => setPasting('')}>
            {t('designer.pasteChoices')}
          </Button>
        </div>
      )}
      {pasting !== null && (
        <Dialog
          open
          title={t('designer.pasteChoices')}
          okText={t('common.confirm')}
          cancelText={t('common.cancel')}
          okButtonProps={{ disabled: linesOf(pasting).length === 0 }}
          onOk={() => {
            put(linesOf(pasting).reduce<Choice[]>(withLine, choices.filter(isWritten)));
            setPasting(null);
          }}
          onCancel={() => setPasting(null)}
        >
          <label htmlFor={`${id}-paste`}>{t('designer.pasteHelp')}</label>
          <Input.TextArea
            id={`${id}-paste`}
            value={pasting}
            autoSize={{ minRows: 6, maxRows: 16 }}
            onChange={({ target }) => setPasting(target.value)}
          />
        </Dialog>
      )}
    </fieldset>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** Somebody gave it a label, in whichever language: not one of those that a new field comes with. */
const isWritten = ({ value, title }: Choice): boolean =>
  !/^choice-\d$/.test(jsonText(value)) ||
  !/^(选项\s?\d+)?$/.test(textIn(title, 'zh-CN')) ||
  !/^(Choice \d+)?$/.test(textIn(title, 'en'));

/** One more choice from a line: `中文`, or `中文 <tab> English` as a sheet gives it. */
function withLine(choices: Choice[], line: string): Choice[] {
  const [zh = '', en = ''] = line.split('\t').map((cell) => cell.trim());
  const title = { ...(zh && { 'zh-CN': zh }), ...(en && { en }) } as FormText;
  // What is there already is not pasted a second time.
  if (zh !== '' && choices.some((choice) => textIn(choice.title, 'zh-CN') === zh)) return choices;
  return [...choices, { value: freeValue(choices), title }];
}
