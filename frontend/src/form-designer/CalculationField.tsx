import {
  calculateField,
  type DrawnField,
  expressionWords,
  formatValue,
  readPointer,
  sampleAnswers,
  suggestedExpressions,
  takeIn,
} from '@caseway/form-schemas';
import { useId, useMemo } from 'react';
import { TextBlock } from '../common/room.tsx';
import { Select } from '../common/Select.tsx';
import { today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { useDesigner } from './designer-context.ts';
import { SwitchLine } from './SwitchLine.tsx';

/** Types whose values can be calculated. */
const CALCULABLE: ReadonlySet<string> = new Set([
  'number',
  'integer',
  'amount',
  'date',
  'boolean',
  'text',
  'long-text',
  'choice',
]);

/** By what a field is calculated: one of the usual ways, or an expression, with what it comes to for sample answers. */
export function CalculationField({
  field,
  disabled,
  change,
}: {
  field: DrawnField;
  disabled: boolean;
  change: (what: string) => string;
}) {
  const { t, say, locale } = useWords();
  const { drawn, edit } = useDesigner();
  const id = useId();
  const expression = field.schema['x-calculate'];
  const what = t('designer.calculated');
  const suggestions = useMemo(() => suggestedExpressions(drawn.form, field.pointer), [drawn.form, field.pointer]);
  const tried = useMemo(() => {
    if (expression === undefined) return undefined;
    const at = field.pointer.replaceAll('/*', '/0');
    const value = readPointer(takeIn(drawn.form, sampleAnswers(drawn.form), { today: today() }), at);
    return value === undefined ? null : formatValue(field.schema, value, locale);
  }, [drawn.form, field.pointer, field.schema, expression, locale]);
  if (!CALCULABLE.has(field.type)) return null;
  const put = (next: string | null, mergeKey?: string) =>
    edit(change(what), (before) => calculateField(before, field.pointer, next), mergeKey);
  return (
    <fieldset>
      <legend>{what}</legend>
      <SwitchLine
        label={t('designer.isCalculated')}
        checked={expression !== undefined}
        disabled={disabled}
        // Something to begin with: its findings say what to write.
        onChange={(checked) => put(checked ? (suggestions[0]?.expression ?? 'null') : null)}
      />
      {expression !== undefined && (
        <div className="stack">
          {suggestions.length > 0 && (
            <div>
              <label htmlFor={`${id}-usual`}>{t('designer.usualCalculations')}</label>
              <Select<string>
                id={`${id}-usual`}
                className="fd-wide"
                value={suggestions.some((one) => one.expression === expression) ? expression : null}
                placeholder={t('designer.ownCalculation')}
                disabled={disabled}
                options={suggestions.map((one) => ({ value: one.expression, label: say(one.words) }))}
                onChange={(next) => put(next)}
              />
            </div>
          )}
          <div>
            <label htmlFor={`${id}-expression`}>{t('designer.expression')}</label>
            <TextBlock
              id={`${id}-expression`}
              value={expression}
              disabled={disabled}
              autoSize={{ minRows: 1, maxRows: 6 }}
              room={500}
              spellCheck={false}
              aria-describedby={`${id}-words`}
              onChange={({ target }) => put(target.value, `calculation ${field.pointer}`)}
            />
            <div id={`${id}-words`} className="secondary">
              {t('designer.readAs', { words: expressionWords(drawn.form, field.object, expression, locale) })}
            </div>
          </div>
          <div role="status" className="secondary">
            {tried === null ? t('designer.noTrial') : t('designer.trial', { value: tried })}
          </div>
          <div className="secondary">{t('designer.calculatedHelp')}</div>
        </div>
      )}
    </fieldset>
  );
}
