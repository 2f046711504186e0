import {
  changeChecks,
  drawnFields,
  escapeToken,
  expressionsOf,
  expressionWords,
  type FieldCheck,
  suggestedChecks,
} from '@caseway/form-schemas';
import { Button, Card } from 'antd';
import { useId } from 'react';
import { TextLine } from '../common/room.tsx';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { BothTexts } from './BothTexts.tsx';
import { placeOf, useDesigner } from './designer-context.ts';
import { useFieldActs } from './use-field-acts.ts';

/** What is calculated, as sentences; a line leads to its field. */
export function CalculatedLines({ onOpen }: { onOpen: (pointer: string) => void }) {
  const { t, locale } = useWords();
  const { drawn } = useDesigner();
  const { titleOf } = useFieldActs();
  const lines = expressionsOf(drawn.form).flatMap(({ is, pointer, object, text }) => {
    const field = placeOf(drawn, pointer)?.field;
    return is === 'calculated' && field ? [{ field, words: expressionWords(drawn.form, object, text, locale) }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <Card title={<h2 className="section-title">{t('designer.calculatedValues')}</h2>}>
      <ul className="fd-logic">
        {lines.map(({ field, words }) => (
          <li key={field.pointer}>
            <button type="button" className="fd-logic-line" onClick={() => onOpen(field.pointer)}>
              <strong>{titleOf(field)}</strong>
              <span>{t('designer.calculatedBy', { words })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What must hold between the fields of the form: each as a sentence, with what is said where it does not, and where. */
export function ChecksBetweenFields() {
  const { t, say } = useWords();
  const { drawn, mayEdit, edit } = useDesigner();
  const id = useId();
  const checks = drawn.form.schema['x-checks'] ?? [];
  const suggestions = suggestedChecks(drawn.form).filter(
    ({ check }) => !checks.some(({ holds }) => holds === check.holds),
  );
  const put = (change: (given: FieldCheck[]) => FieldCheck[], mergeKey?: string) =>
    edit(t('designer.editChecks'), (before) => changeChecks(before, '', change), mergeKey);
  if (checks.length === 0 && (suggestions.length === 0 || !mayEdit)) return null;
  return (
    <Card title={<h2 className="section-title">{t('designer.checks')}</h2>}>
      <div className="stack">
        {checks.map((check, index) => (
          // Checks have no name: their place is what tells them apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Check key={index} check={check} index={index} put={put} />
        ))}
        {mayEdit && suggestions.length > 0 && (
          <div>
            <label htmlFor={id}>{t('designer.addCheck')}</label>
            <Select<string>
              id={id}
              className="fd-wide"
              value={null}
              placeholder={t('designer.chooseCheck')}
              options={suggestions.map(({ check, words }) => ({ value: check.holds, label: say(words) }))}
              onChange={(holds) => {
                const chosen = suggestions.find(({ check }) => check.holds === holds);
                if (chosen) put((given) => [...given, chosen.check]);
              }}
            />
          </div>
        )}
      </div>
    </Card>
  );
}

function Check({
  check,
  index,
  put,
}: {
  check: FieldCheck;
  index: number;
  put: (change: (given: FieldCheck[]) => FieldCheck[], mergeKey?: string) => void;
}) {
  const { t, locale } = useWords();
  const { drawn, mayEdit } = useDesigner();
  const { titleOf } = useFieldActs();
  const id = useId();
  const number = index + 1;
  const patch = (next: Partial<FieldCheck>, mergeKey?: string) =>
    put((given) => given.map((one, at) => (at === index ? { ...one, ...next } : one)), mergeKey);
  const fields = drawnFields(drawn).filter(({ object }) => object === '');
  return (
    <section className="stack" aria-label={t('designer.checkNumber', { number })}>
      <p>{t('designer.mustHold', { words: expressionWords(drawn.form, '', check.holds, locale) })}</p>
      <div>
        <label htmlFor={`${id}-holds`}>{t('designer.expression')}</label>
        <TextLine
          id={`${id}-holds`}
          value={check.holds}
          disabled={!mayEdit}
          room={500}
          spellCheck={false}
          onChange={({ target }) => patch({ holds: target.value }, `check ${index}`)}
        />
      </div>
      <BothTexts
        label={t('designer.checkMessage')}
        value={check.message}
        disabled={!mayEdit}
        onChange={(next) => patch({ message: (next ?? { 'zh-CN': '', en: '' }) as never }, `check message ${index}`)}
      />
      <div>
        <label htmlFor={`${id}-at`}>{t('designer.checkAt')}</label>
        <Select<string>
          id={`${id}-at`}
          className="fd-wide"
          value={check.at}
          disabled={!mayEdit}
          options={fields.map((field) => ({ value: `/${escapeToken(field.name)}`, label: titleOf(field) }))}
          onChange={(at) => patch({ at })}
        />
      </div>
      {mayEdit && (
        <div>
          <Button danger onClick={() => put((given) => given.filter((_, at) => at !== index))}>
            {t('designer.removeCheck')}
          </Button>
        </div>
      )}
    </section>
  );
}
