import { CloseOutlined } from '@ant-design/icons';
import {
  factKey,
  factLabel,
  findOperator,
  type Leaf,
  leafParts,
  type OperatorName,
  type Reading,
} from '@caseway/rule-sets';
import { Button } from 'antd';
import { useState } from 'react';
import { Select } from '../../common/Select.tsx';
import { OPERATOR_SEARCH } from '../../condition-editor/builder/FactSelect.tsx';
import { ValueEditor } from '../../condition-editor/builder/ValueEditor.tsx';
import { firstValue, withOperator } from '../../condition-editor/query/edit-query.ts';
import type { LeafItem } from '../../condition-editor/query/query-model.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { type ConditionColumn, columnOperators } from './table-model.ts';

/** A comparison without its fact, which the column says: "more than 5". */
export function cellText(reading: Reading, leaf: Leaf | undefined): string {
  if (!leaf) return '';
  const [first, ...rest] = leafParts(reading, { ...leaf, value: leaf.value as never }, false);
  const shown = first?.kind === 'fact' ? rest : [...(first ? [first] : []), ...rest];
  return shown
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** One cell being edited: how it compares and with what. Nothing is written before something is changed. */
export function ConditionCellEditor({
  column,
  leaf,
  invalid,
  onChange,
}: {
  column: ConditionColumn;
  leaf: Leaf | undefined;
  invalid: boolean;
  onChange: (leaf: Leaf | undefined) => void;
}) {
  const { t, say } = useWords();
  const { editable, reading } = useSurroundings();
  const { info } = column;
  const operators = columnOperators(column);
  const [chosen, setChosen] = useState<OperatorName>(operators[0] ?? 'isPresent');
  const name = findOperator(leaf?.operator)?.name ?? chosen;
  const operator = findOperator(name);
  const fact = factLabel(reading, info.fact, info.path);
  const put = (next: { operator: OperatorName; value: Leaf['value'] }) => {
    const path = info.path === undefined ? {} : { path: info.path };
    onChange(leaf ? { ...leaf, ...next } : { fact: info.fact, ...path, ...next });
  };
  if (!operator) return null;
  return (
    <span className="re-cell-editor">
      {operators.length > 1 && (
        <Select<OperatorName>
          aria-label={t('ruleEditor.operatorOf', { fact })}
          className="re-operator"
          showSearch={OPERATOR_SEARCH}
          popupMatchSelectWidth={false}
          value={name}
          options={operators.map((value) => ({ value, label: say(findOperator(value)?.title) }))}
          onChange={(next) => {
            setChosen(next);
            if (!leaf) return;
            const item: LeafItem = {
              id: '',
              kind: 'leaf',
              field: factKey(leaf.fact, leaf.path),
              operator: name,
              value: leaf.value,
            };
            put({ operator: next, value: withOperator(item, next, editable).value });
          }}
        />
      )}
      <span className="re-value">
        <ValueEditor
          info={info}
          operator={operator}
          // A flag not asked for is neither yes nor no.
          value={leaf?.value ?? (operator.value === 'flag' || info.type === 'boolean' ? '' : firstValue(name, info))}
          label={t('ruleEditor.valueOf', { fact })}
          invalid={invalid}
          onChange={(value) => put({ operator: name, value })}
        />
      </span>
      {leaf && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('ruleEditor.clearCell')}
          onClick={() => onChange(undefined)}
        />
      )}
    </span>
  );
}
