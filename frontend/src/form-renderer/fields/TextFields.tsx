import { DatePicker, Input, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { KeyboardEvent } from 'react';
import { momentText } from '../../common/times.ts';
import { useWords } from '../../i18n/i18n.ts';
import { type FieldProps, textOf } from './field-props.ts';

const aria = ({ describedBy, invalid, field }: FieldProps) => ({
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
  'aria-required': field.required || undefined,
});

const HINTS: Partial<Record<string, { inputMode: 'tel' | 'numeric' | 'decimal' | 'text'; maxLength?: number }>> = {
  mobile: { inputMode: 'tel', maxLength: 11 },
  'postal-code': { inputMode: 'numeric', maxLength: 6 },
  'division-code': { inputMode: 'numeric', maxLength: 12 },
  'id-number': { inputMode: 'text', maxLength: 18 },
};

/** One line of text, with the keyboard that fits its format. */
export function TextField(props: FieldProps) {
  const { say } = useWords();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const hint = HINTS[field.type];
  return (
    <Input
      id={id}
      value={textOf(value)}
      maxLength={hint?.maxLength ?? field.schema.maxLength}
      inputMode={hint?.inputMode ?? 'text'}
      placeholder={say(field.ui.placeholder) || undefined}
      autoComplete="off"
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

export function LongTextField(props: FieldProps) {
  const { say } = useWords();
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  return (
    <Input.TextArea
      id={id}
      value={textOf(value)}
      maxLength={field.schema.maxLength}
      placeholder={say(field.ui.placeholder) || undefined}
      autoSize={{ minRows: 3, maxRows: 12 }}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={({ target }) => onChange(target.value === '' ? undefined : target.value)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

export function NumberField(props: FieldProps) {
  const { id, field, value, onChange, onBlur, invalid, disabled } = props;
  const whole = field.type === 'integer';
  return (
    <InputNumber
      id={id}
      value={typeof value === 'number' ? value : null}
      precision={whole ? 0 : undefined}
      inputMode={whole ? 'numeric' : 'decimal'}
      controls={false}
      style={{ width: '100%' }}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={(next) => onChange(next ?? undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

/** An amount in yuan: kept as text, so that no fen is lost. */
export function AmountField(props: FieldProps) {
  const { t } = useWords();
  const { id, value, onChange, onBlur, invalid, disabled } = props;
  return (
    <Input
      id={id}
      value={textOf(value)}
      inputMode="decimal"
      suffix={t('field.yuan')}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={({ target }) => {
        const text = target.value.replace(/[,\uff0c\s]/g, '');
        onChange(text === '' ? undefined : text);
      }}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

const DAY = 'YYYY-MM-DD';
/** How a day is written by people: the first is how it is shown, the others are understood. */
const DAYS = [DAY, 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYYMMDD', 'YYYY年M月D日'];
const MOMENTS = DAYS.map((day) => `${day} HH:mm`);

/** Enter takes the day that stands there; it must not send off the form or the dialog that the field is in. */
function pickOnly(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault();
}

export function DateField(props: FieldProps) {
  const { id, value, onChange, onBlur, invalid, disabled } = props;
  const day = typeof value === 'string' ? dayjs(value, DAY) : null;
  return (
    <DatePicker
      id={id}
      value={day?.isValid() ? day : null}
      format={DAYS}
      style={{ width: '100%' }}
      onKeyDown={pickOnly}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={(next) => onChange(next ? next.format(DAY) : undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}

export function DateTimeField(props: FieldProps) {
  const { id, value, onChange, onBlur, invalid, disabled } = props;
  // Shown and chosen by the clock of Shanghai: the digits of the picker are its digits, whatever zone the browser is in.
  const isInstant = typeof value === 'string' && !Number.isNaN(Date.parse(value));
  const at = isInstant ? dayjs(momentText(value)) : null;
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm' }}
      value={at}
      format={MOMENTS}
      style={{ width: '100%' }}
      onKeyDown={pickOnly}
      status={invalid ? 'error' : undefined}
      disabled={disabled}
      onChange={(next) => onChange(next ? new Date(next.format('YYYY-MM-DDTHH:mm:00+08:00')).toISOString() : undefined)}
      onBlur={onBlur}
      {...aria(props)}
    />
  );
}
