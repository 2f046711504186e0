import { CloseOutlined } from '@ant-design/icons';
import type { Json } from '@caseway/form-schemas';
import { type FactInfo, findOperator, type RuleTest } from '@caseway/rule-sets';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Select } from '../../common/Select.tsx';
import { useFactOptions } from '../../condition-editor/builder/FactSelect.tsx';
import { ValueEditor } from '../../condition-editor/builder/ValueEditor.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { withFact } from './edit-tests.ts';
import { JsonInput } from './JsonInput.tsx';
import type { TestWords } from './use-test-words.ts';

const isList = ({ type }: FactInfo) => type === 'texts' || type === 'choices';
const isTyped = ({ type }: FactInfo) => type !== 'object' && type !== 'list';

/** Whether the control of the fact's type shows this value as it is. */
function fits(info: FactInfo, value: Json): boolean {
  if (isList(info)) return Array.isArray(value) && value.every((item) => typeof item !== 'object');
  if (info.type === 'boolean') return typeof value === 'boolean';
  // A text that is no number stays as typed, in the field in which it was typed.
  if (info.type === 'integer' || info.type === 'number') return typeof value === 'number' || typeof value === 'string';
  if (info.type === 'choice') return value !== null && typeof value !== 'object';
  return typeof value === 'string';
}

/** What a fact begins with when it is added. */
function firstValue(info: FactInfo | undefined): Json {
  if (!info || !isTyped(info)) return {};
  if (isList(info)) return [];
  if (info.type === 'boolean') return true;
  return info.type === 'integer' || info.type === 'number' ? 0 : '';
}

/** The facts of a test: each with the control of its type, what has none as JSON. */
export function FactsEditor({
  test,
  words,
  disabled,
  onChange,
}: {
  test: RuleTest;
  words: TestWords;
  disabled: boolean;
  onChange: (next: RuleTest, label: string) => void;
}) {
  const { t } = useWords();
  const { editable } = useSurroundings();
  const groups = useFactOptions();
  const options = useMemo(
    () =>
      groups
        .map((group) => ({
          ...group,
          options: group.options.filter(
            ({ value }) => editable.get(value)?.path === undefined && !Object.hasOwn(test.facts, value),
          ),
        }))
        .filter((group) => group.options.length > 0),
    [groups, editable, test.facts],
  );
  const put = (fact: string, value: Json | undefined) =>
    onChange(withFact(test, fact, value), t('ruleTests.editFact', { fact: words.fact(fact) }));
  return (
    <div className="rt-fields">
      {Object.entries(test.facts).map(([fact, value]) => {
        const info = editable.get(fact);
        const operator = info && findOperator(isList(info) ? 'in' : 'equal');
        const label = words.fact(fact);
        return (
          <div className="rt-field" key={fact}>
            <span className="rt-label">{label}</span>
            {info && operator && isTyped(info) && fits(info, value) ? (
              <ValueEditor
                info={info}
                operator={operator}
                value={value}
                label={label}
                disabled={disabled}
                onChange={(next) => put(fact, next as Json)}
              />
            ) : (
              <JsonInput
                label={`${label} (JSON)`}
                value={value}
                disabled={disabled}
                onCommit={(next) => put(fact, next)}
              />
            )}
            {!disabled && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t('common.pair', { label: t('common.remove'), text: label })}
                onClick={() => put(fact, undefined)}
              />
            )}
          </div>
        );
      })}
      {!disabled && (
        <Select
          aria-label={t('ruleTests.addFact')}
          className="re-add"
          popupMatchSelectWidth={false}
          value={null}
          placeholder={t('ruleTests.addFact')}
          options={options}
          onChange={(fact: string | null) => {
            if (fact !== null) put(fact, firstValue(editable.get(fact)));
          }}
        />
      )}
    </div>
  );
}
