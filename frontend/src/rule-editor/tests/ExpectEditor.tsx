import { CloseOutlined } from '@ant-design/icons';
import type { Json } from '@caseway/form-schemas';
import { ROLE_TITLES, ROLES, type RuleSet, type RuleTest } from '@caseway/rule-sets';
import { Button, Checkbox, Radio } from 'antd';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useParamOptions } from '../outcome/ParamEditor.tsx';
import { firstParamValue, offeredParams, paramKind } from '../outcome/param-kinds.ts';
import { withExpected, withFired } from './edit-tests.ts';
import { JsonInput } from './JsonInput.tsx';
import type { TestWords } from './use-test-words.ts';

interface Props {
  ruleSet: RuleSet;
  test: RuleTest;
  words: TestWords;
  disabled: boolean;
  onChange: (next: RuleTest, label: string) => void;
}

function ExpectedValue({
  param,
  value,
  label,
  disabled,
  onChange,
}: {
  param: string;
  value: Json;
  label: string;
  disabled: boolean;
  onChange: (value: Json) => void;
}) {
  const { t, locale } = useWords();
  const declared = useParamOptions(param);
  const kind = paramKind(param, value);
  if (kind === 'flag') {
    return (
      <Radio.Group
        aria-label={label}
        optionType="button"
        value={value}
        disabled={disabled}
        options={[
          { value: true, label: t('common.yes') },
          { value: false, label: t('common.no') },
        ]}
        onChange={({ target }) => onChange(target.value as boolean)}
      />
    );
  }
  if (kind === 'one' || kind === 'many' || kind === 'roles') {
    const known =
      kind === 'roles' ? ROLES.map((role) => ({ value: role as string, label: ROLE_TITLES[role][locale] })) : declared;
    const used = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string' && item !== '');
    const odd = used
      .filter((key) => !known.some((option) => option.value === key))
      .map((key) => ({ value: key as string, label: key as string }));
    return (
      <Select
        aria-label={label}
        className="re-grow"
        {...(kind === 'one' ? {} : { mode: 'multiple' as const })}
        value={kind === 'one' ? used[0] : used}
        options={[...known, ...odd]}
        placeholder={t('field.choose')}
        disabled={disabled}
        onChange={(next) => onChange(next as Json)}
      />
    );
  }
  return <JsonInput label={`${label} (JSON)`} value={value} disabled={disabled} onCommit={onChange} />;
}

/** What a test expects: the rules that match, in their order, and params of the outcome. */
export function ExpectEditor({ ruleSet, test, words, disabled, onChange }: Props) {
  const { t } = useWords();
  const { fired, outcome = {} } = test.expect;
  const present = Object.keys(outcome);
  const label = t('ruleTests.editExpect');
  const names = [...new Set([...ruleSet.rules.map(({ name }) => name), ...(fired ?? [])])];
  return (
    <div className="rt-fields">
      <Checkbox
        checked={fired !== undefined}
        disabled={disabled}
        onChange={({ target }) => onChange(withFired(test, target.checked ? [] : undefined), label)}
      >
        {t('ruleTests.checkFired')}
      </Checkbox>
      {fired && (
        <Select
          mode="multiple"
          aria-label={t('ruleTests.fired')}
          className="rt-wide"
          value={fired}
          options={names.map((name) => ({ value: name, label: words.rule(name) }))}
          placeholder={t('ruleTests.noRule')}
          disabled={disabled}
          onChange={(next: string[]) => onChange(withFired(test, next), label)}
        />
      )}
      {present.map((param) => {
        const value = outcome[param];
        if (value === undefined) return null;
        const title = words.param(param);
        return (
          <div className="rt-field" key={param}>
            <span className="rt-label">{title}</span>
            <ExpectedValue
              param={param}
              value={value}
              label={title}
              disabled={disabled}
              onChange={(next) => onChange(withExpected(test, param, next), label)}
            />
            {!disabled && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('common.pair', { label: t('common.remove'), text: title })}
                onClick={() => onChange(withExpected(test, param, undefined), label)}
              />
            )}
          </div>
        );
      })}
      {!disabled && (
        <Select
          aria-label={t('ruleTests.addExpected')}
          className="re-add"
          popupMatchSelectWidth={false}
          value={null}
          placeholder={t('ruleTests.addExpected')}
          options={offeredParams(ruleSet.kind, [...present, 'say']).map((param) => ({
            value: param,
            label: words.param(param),
          }))}
          onChange={(param: string | null) => {
            if (param !== null) onChange(withExpected(test, param, firstParamValue(param) as Json), label);
          }}
        />
      )}
    </div>
  );
}
