import type { DrawnField } from '@caseway/form-schemas';
import { drawnFields, FIELD_TYPES, type FormSchema, type LimitKeyword } from '@caseway/form-schemas';
import { Input, Switch } from 'antd';
import { useId, useState } from 'react';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { useDesigner } from './designer-context.ts';

type Patch = { [K in LimitKeyword]?: FormSchema[K] | undefined };

const COUNTS: ReadonlySet<string> = new Set(['minLength', 'maxLength', 'minItems', 'maxItems']);
const DAYS: ReadonlySet<string> = new Set(['x-not-before', 'x-not-after', 'x-unusual-before', 'x-unusual-after']);

/** The bounds of a field's values, one input each; an empty one bounds nothing. */
export function LimitsField({
  field,
  disabled,
  onChange,
}: {
  field: DrawnField;
  disabled: boolean;
  onChange: (patch: Patch, mergeKey: string) => void;
}) {
  const { t } = useWords();
  const { limits } = FIELD_TYPES[field.type];
  if (limits.length === 0) return null;
  return (
    <fieldset className="fd-limits">
      <legend>{t('designer.limits')}</legend>
      {limits.map((keyword) => (
        <Limit key={`${field.pointer} ${keyword}`} {...{ field, keyword, disabled, onChange }} />
      ))}
    </fieldset>
  );
}

function Limit({ field, keyword, disabled, onChange }: Parameters<typeof LimitsField>[0] & { keyword: LimitKeyword }) {
  const { t } = useWords();
  const id = useId();
  const label = t(`designer.limit_${keyword}`);
  const value = field.schema[keyword];
  const put = (next: FormSchema[LimitKeyword]) => onChange({ [keyword]: next }, `${keyword} ${field.pointer}`);
  if (keyword === 'uniqueItems') {
    return (
      <div className="fd-limit">
        <label htmlFor={id}>{label}</label>
        <Switch
          id={id}
          size="small"
          checked={value === true}
          disabled={disabled}
          onChange={(checked) => put(checked || undefined)}
        />
      </div>
    );
  }
  return (
    <div className="fd-limit">
      <label htmlFor={id}>{label}</label>
      {DAYS.has(keyword) ? (
        <DayBounds id={id} {...{ field, disabled, put }} value={value as string | string[] | undefined} />
      ) : keyword === 'pattern' ? (
        <Input
          id={id}
          value={typeof value === 'string' ? value : ''}
          disabled={disabled}
          onChange={({ target }) => put(target.value === '' ? undefined : target.value)}
        />
      ) : (
        <NumberBound id={id} whole={COUNTS.has(keyword)} {...{ disabled, put }} value={value as number | undefined} />
      )}
    </div>
  );
}

/** A number as it is typed: what is none yet stays in the input, is told, and changes nothing. */
function NumberBound({
  id,
  value,
  whole,
  disabled,
  put,
}: {
  id: string;
  value: number | undefined;
  whole: boolean;
  disabled: boolean;
  put: (next: number | undefined) => void;
}) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | undefined => {
    const number = Number(text.trim());
    const fits = Number.isFinite(number) && (!whole || (Number.isInteger(number) && number >= 0));
    return text.trim() !== '' && fits ? number : undefined;
  };
  const wrong = typed !== null && typed.trim() !== '' && read(typed) === undefined;
  return (
    <>
      <Input
        id={id}
        inputMode={whole ? 'numeric' : 'decimal'}
        value={typed ?? (value === undefined ? '' : String(value))}
        status={wrong ? 'error' : ''}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        disabled={disabled}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value.trim() === '') put(undefined);
          else if (read(target.value) !== undefined) put(read(target.value));
        }}
        onBlur={() => {
          if (!wrong) setTyped(null);
        }}
      />
      {wrong && (
        <div id={`${id}-wrong`} className="tone-bad" role="alert">
          {t(whole ? 'designer.wholeNumber' : 'designer.aNumber')}
        </div>
      )}
    </>
  );
}

/** Days that bound a day: today, another day of the form, a day of the calendar. */
function DayBounds({
  id,
  field,
  value,
  disabled,
  put,
}: {
  id: string;
  field: DrawnField;
  value: string | string[] | undefined;
  disabled: boolean;
  put: (next: string | string[] | undefined) => void;
}) {
  const { t, say } = useWords();
  const { drawn } = useDesigner();
  const days = drawnFields(drawn).filter(
    ({ type, pointer }) =>
      (type === 'date' || type === 'date-time') && pointer !== field.pointer && !pointer.includes('*'),
  );
  const known =
    drawn.form.use === 'step' ? (['today', 'received', 'reached', 'decided', 'told'] as const) : (['today'] as const);
  return (
    <Select
      id={id}
      mode="tags"
      value={value === undefined ? [] : Array.isArray(value) ? value : [value]}
      options={[
        ...known.map((day) => ({ value: day as string, label: t(`designer.day_${day}`) })),
        ...days.map(({ pointer, schema, name }) => ({ value: pointer, label: say(schema['x-title']) || name })),
      ]}
      placeholder={t('designer.dayExample')}
      disabled={disabled}
      onChange={(next: string[]) => put(next.length > 1 ? next : next[0])}
    />
  );
}
