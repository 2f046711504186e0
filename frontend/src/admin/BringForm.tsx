import { UploadOutlined } from '@ant-design/icons';
import type { ImportOut } from '@caseway/backend/contract';
import { drawForm, FIELD_TYPES, parseJson } from '@caseway/form-schemas';
import { Alert, Button, Input, Space, Upload } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { call } from '../api/client.ts';
import { messageOf } from '../common/problem-message.ts';
import { jsonProblem } from '../common/typed-json.ts';
import { useWords } from '../i18n/i18n.ts';

const QUIET_MS = 400;
/** As base64 within what a request may hold. */
const MOST_BYTES = 1_000_000;

type Brought = { text: string } | { file: string };

/** Bytes of a file as a request carries them. */
async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8_000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8_000)));
  return btoa(parts.join(''));
}

/** What Word and browsers put on the clipboard beside the text: the table itself. */
const tableIn = (html: string): string | undefined => (/<t[dh][\s>]/i.test(html) ? html : undefined);

/** A form from a file or from what is pasted: what it is, what comes of it, and what does not. */
export function BringForm({ onBrought }: { onBrought: (made: ImportOut | null) => void }) {
  const { t, locale } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState('');
  const [given, setGiven] = useState<Brought | null>(null);
  const [made, setMade] = useState<ImportOut | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef({ onBrought, t, locale });
  latest.current = { onBrought, t, locale };

  useEffect(() => {
    let current = true;
    const put = (answer: ImportOut | null) => {
      if (!current) return;
      setMade(answer);
      latest.current.onBrought(answer);
    };
    setProblem(null);
    put(null);
    if (!given) return;
    const timer = setTimeout(async () => {
      try {
        // What is wrong with JSON is said with its line.
        if ('text' in given && /^\s*[[{]/.test(given.text)) parseJson(given.text);
        put((await call<ImportOut>('POST', '/forms/import', { body: given })).data);
      } catch (error) {
        const { t: words, locale: said } = latest.current;
        if (current) setProblem(jsonProblem(error, words, said) ?? messageOf(error, words));
      }
    }, QUIET_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [given]);

  const choose = async (file: File) => {
    setText('');
    setChosen(file.name);
    if (file.size > MOST_BYTES) {
      setGiven(null);
      setProblem(t('newForm.fileTooLarge'));
      return;
    }
    setGiven({ file: await base64Of(file) });
  };
  return (
    <div className="stack">
      <div>
        <label htmlFor={`${id}-file`}>{t('newForm.file')}</label>
        <Space wrap>
          <Upload
            id={`${id}-file`}
            accept=".json,.xlsx,.csv,.tsv,.txt,.html,.htm"
            showUploadList={false}
            beforeUpload={(file) => {
              void choose(file);
              return false;
            }}
          >
            <Button icon={<UploadOutlined />}>{t('newForm.chooseFile')}</Button>
          </Upload>
          {chosen && <span className="secondary">{chosen}</span>}
        </Space>
      </div>
      <div>
        <label htmlFor={`${id}-text`}>{t('newForm.brought')}</label>
        <Input.TextArea
          id={`${id}-text`}
          value={text}
          aria-describedby={`${id}-help`}
          autoSize={{ minRows: 5, maxRows: 12 }}
          onChange={({ target }) => {
            setText(target.value);
            setChosen('');
            setGiven(target.value.trim() === '' ? null : { text: target.value });
          }}
          onPaste={(event) => {
            const table = tableIn(event.clipboardData.getData('text/html'));
            if (table === undefined) return;
            event.preventDefault();
            setText(event.clipboardData.getData('text/plain'));
            setChosen('');
            setGiven({ text: table });
          }}
        />
        <div id={`${id}-help`} className="secondary">
          {t('newForm.broughtHelp')}
        </div>
      </div>
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {made && made.kind === null && (
        <Alert type="warning" showIcon role="alert" title={t(`newForm.why_${made.why}`)} />
      )}
      {made?.form && <Comes made={made} form={made.form} />}
    </div>
  );
}

function Comes({ made, form }: { made: ImportOut; form: Record<string, unknown> }) {
  const { t, say } = useWords();
  const sections = sectionsOf(form);
  const count = sections.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <div role="status" className="stack">
      <strong>{t('newForm.comes', { kind: t(`newForm.kind_${made.kind}`), count })}</strong>
      <ul className="rename-list">
        {sections.map(({ key, title, fields }) => (
          <li key={key}>
            {say(title)}
            <div className="secondary">
              {fields
                .map(({ schema, name, type }) =>
                  t('newForm.fieldOfType', {
                    field: say(schema['x-title']) || name,
                    type: say(FIELD_TYPES[type].title),
                  }),
                )
                .join(t('designer.comma'))}
            </div>
          </li>
        ))}
      </ul>
      {made.told.length === 0 ? (
        <span className="tone-good">✓ {t('newForm.allComes')}</span>
      ) : (
        <>
          <strong>{t('newForm.doesNot', { count: made.told.length })}</strong>
          <ul className="rename-list">
            {made.told.map(({ place, what }) => (
              <li key={`${place} ${what.en}`}>
                {place === '' ? say(what) : t('common.pair', { label: place, text: say(what) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Sections as they are drawn; none of a form that cannot be drawn yet. */
function sectionsOf(form: Record<string, unknown>) {
  try {
    return drawForm(form).sections.filter(({ fields }) => fields.length > 0);
  } catch {
    return [];
  }
}
