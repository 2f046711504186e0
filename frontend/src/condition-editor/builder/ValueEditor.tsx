import type { Json } from '@caseway/form-schemas';
import { jsonText } from '@caseway/form-schemas';
import { type FactInfo, factKey, type Leaf, type OperatorInfo } from '@caseway/rule-sets';
import { Input, Radio } from 'antd';
import { useMemo } from 'react';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useHost } from '../condition-host.ts';
import { comparableFacts, otherFact } from '../query/expressible.ts';
import { TypedInput } from './TypedInput.tsx';
import { typedValue } from './typed-value.ts';

interface Props {
  info: FactInfo;
  operator: OperatorInfo;
  value: Leaf['value'];
  /** For assistive technology. */
  label: string;
  invalid?: boolean;
  disabled?: boolean;
  onChange: (value: Leaf['value']) => void;
}

/** The editor that suits a fact's type and what its operator compares with. */
export function ValueEditor(props: Props) {
  return otherFact(props.value) ? <OtherFact {...props} /> : <Literal {...props} />;
}

/** Compared with another fact. */
function OtherFact({ info, operator, value, label, invalid, disabled, onChange }: Props) {
  const { say } = useWords();
  const { editable } = useHost();
  const chosen = otherFact(value);
  const others = comparableFacts(editable, info, operator);
  return (
    <Select
      aria-label={label}
      className="re-grow"
      value={chosen ? factKey(chosen.fact, chosen.path) : undefined}
      options={others.map((other) => ({ value: factKey(other.fact, other.path), label: say(other.title) }))}
      status={invalid ? 'error' : undefined}
      disabled={disabled ?? false}
      onChange={(key: string) => {
        const other = editable.get(key);
        if (other) onChange({ fact: other.fact, ...(other.path === undefined ? {} : { path: other.path }) });
      }}
    />
  );
}

type Scalar = string | number | boolean;
const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);

function Literal({ info, operator, value, label, invalid, disabled = false, onChange }: Props) {
  const { t, say } = useWords();
  const { choicesOf } = useHost();
  const choices = useMemo(() => choicesOf(info), [choicesOf, info]);
  const status = invalid ? ('error' as const) : undefined;
  const common = { 'aria-label': label, disabled };
  const many = operator.value === 'list';
  if (operator.value === 'flag' || info.type === 'boolean') {
    return (
      <Radio.Group
        {...common}
        optionType="button"
        value={value}
        options={
          operator.value === 'flag'
            ? [
                { value: true, label: t('ruleEditor.given') },
                { value: false, label: t('ruleEditor.notGiven') },
              ]
            : [
                { value: true, label: t('common.yes') },
                { value: false, label: t('common.no') },
              ]
        }
        onChange={({ target }) => onChange(target.value as boolean)}
      />
    );
  }
  if (operator.value === 'count' || ((info.type === 'integer' || info.type === 'number') && !many)) {
    return <TypedInput {...common} kind="number" value={value} invalid={invalid === true} onChange={onChange} />;
  }
  if ((info.type === 'date' || info.type === 'instant') && !many) {
    return <TypedInput {...common} kind="date" value={value} invalid={invalid === true} onChange={onChange} />;
  }
  const list = Array.isArray(value) ? value.filter(isScalar) : [];
  const known = choices.map((choice) => ({ value: choice.value, label: say(choice.title) || jsonText(choice.value) }));
  // A value that is no choice is shown as it is written, so that it can be seen and replaced.
  const odd = (many ? list : isScalar(value) && value !== '' ? [value] : []).filter(
    (item) => !known.some((option) => option.value === item),
  );
  const options = [...known, ...odd.map((item) => ({ value: item, label: jsonText(item) }))];
  if (many) {
    return (
      <Select
        {...common}
        className="re-grow"
        mode={choices.length > 0 ? 'multiple' : 'tags'}
        value={list}
        options={choices.length > 0 ? options : []}
        placeholder={choices.length > 0 ? t('field.choose') : t('ruleEditor.writeSeveral')}
        status={status}
        onChange={(next: Scalar[]) => onChange(numbers(info, next))}
      />
    );
  }
  if (choices.length > 0) {
    return (
      <Select
        {...common}
        className="re-grow"
        value={isScalar(value) && value !== '' ? value : undefined}
        options={options}
        placeholder={t('field.choose')}
        status={status}
        onChange={(next: Scalar) => onChange(next)}
      />
    );
  }
  if (info.type === 'amount') {
    return <TypedInput {...common} kind="amount" value={value} invalid={invalid === true} onChange={onChange} />;
  }
  return (
    <Input
      {...common}
      className="re-grow"
      value={typeof value === 'string' ? value : ''}
      {...(status ? { status } : {})}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** Of a list of numbers what was typed as text is a number. */
function numbers(info: FactInfo, list: readonly Scalar[]): Json[] {
  if (info.type !== 'integer' && info.type !== 'number') return [...list];
  return list.map((item) => (typeof item === 'string' ? typedValue('number', item) : item));
}
