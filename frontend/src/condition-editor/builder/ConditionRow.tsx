import { CloseOutlined } from '@ant-design/icons';
import { factLabel, findOperator, type OperatorName } from '@caseway/rule-sets';
import { Button, Tag } from 'antd';
import { Fragment, type KeyboardEvent, memo } from 'react';
import { move, type RuleProps } from 'react-querybuilder';
import { Select } from '../../common/Select.tsx';
import { DragHandle, useSortable } from '../../editor-kit/dragging.tsx';
import { isWithin } from '../../editor-kit/json-at.ts';
import { type MenuEntry, MoreMenu } from '../../editor-kit/MoreMenu.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { besideControl } from '../condition-finding.ts';
import { useHost } from '../condition-host.ts';
import {
  duplicateItem,
  firstValue,
  itemAt,
  removeItem,
  replaceItem,
  withFact,
  withOperator,
  wrapItem,
} from '../query/edit-query.ts';
import { comparableFacts, otherFact } from '../query/expressible.ts';
import { pointerOfPath } from '../query/pointers.ts';
import { type GroupItem, isGroupItem, type LeafItem, type RuleItem } from '../query/query-model.ts';
import { asCondition, asQuery } from '../query/rqb.ts';
import { asHeard, readCondition } from '../read-condition.ts';
import { useBuilder } from './builder-context.ts';
import { FactSelect, OPERATOR_SEARCH } from './FactSelect.tsx';
import { ValueEditor } from './ValueEditor.tsx';

/** One condition of a group: a comparison, a named condition, or what only the source can say. */
export const ConditionRow = memo(function ConditionRow({ rule, path }: RuleProps) {
  const item = rule as object as RuleItem;
  const builder = useBuilder();
  const { mayEdit, reading, renderFinding } = useHost();
  const { t } = useWords();
  const { setNodeRef, drag, isDragging, side } = useSortable(item.id, path, !mayEdit);
  const pointer = builder.pointer + pointerOfPath(builder.query, path);
  const findings = besideControl(builder.findings.filter((finding) => isWithin(finding.pointer, pointer)));
  const words = asHeard(readCondition(reading, asCondition(item)));
  const shift = (way: 'up' | 'down') =>
    builder.change(t('ruleEditor.editMoveCondition'), shifted(builder.query, path, way), { focus: item.id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    shift(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
    <div
      ref={setNodeRef}
      role="group"
      aria-label={words}
      className={`re-row ${isDragging ? 're-dragging' : ''} ${side ? `re-drop-${side}` : ''}`}
      data-item={item.id}
      data-pointer={pointer}
      onKeyDown={onKeyDown}
    >
      <div className="re-row-line">
        {mayEdit && <DragHandle drag={drag} />}
        {item.kind === 'leaf' ? (
          <Comparison item={item} path={path} invalid={findings.some(({ severity }) => severity === 'error')} />
        ) : item.kind === 'named' ? (
          <NamedUse name={item.value} words={words} path={path} />
        ) : (
          <SourceOnly words={words} pointer={pointer} />
        )}
        {mayEdit && <RowActions item={item} path={path} words={words} shift={shift} />}
      </div>
      {findings.map((finding) => (
        <Fragment key={`${finding.code} ${finding.pointer} ${finding.message}`}>{renderFinding(finding)}</Fragment>
      ))}
    </div>
  );
});

function shifted(query: GroupItem, path: readonly number[], way: 'up' | 'down'): GroupItem {
  return asQuery(move(query as never, [...path], way));
}

function Comparison({ item, path, invalid }: { item: LeafItem; path: number[]; invalid: boolean }) {
  const { t, say } = useWords();
  const { editable, mayEdit, reading } = useHost();
  const { change, query } = useBuilder();
  const info = editable.get(item.field);
  const operator = findOperator(item.operator);
  if (!info || !operator) return <span>{item.field}</span>;
  const fact = factLabel(reading, info.fact, info.path);
  const put = (next: LeafItem, focus?: string, mergeKey?: string) =>
    change(t('ruleEditor.editCondition', { fact }), replaceItem(query, path, next), {
      ...(focus ? { focus } : {}),
      ...(mergeKey ? { mergeKey } : {}),
    });
  const operators = info.operators.map((name) => ({ value: name, label: say(findOperator(name)?.title) }));
  return (
    <>
      <FactSelect
        value={item.field}
        label={t('ruleEditor.fact')}
        disabled={!mayEdit}
        onChange={(next) => put(withFact(item, next, info))}
      />
      <Select<OperatorName>
        aria-label={t('ruleEditor.operatorOf', { fact })}
        className="re-operator"
        showSearch={OPERATOR_SEARCH}
        popupMatchSelectWidth={false}
        value={operator.name}
        options={operators}
        disabled={!mayEdit}
        onChange={(name) => put(withOperator(item, name, editable))}
      />
      <span className="re-value">
        <ValueEditor
          info={info}
          operator={operator}
          value={item.value}
          label={t('ruleEditor.valueOf', { fact })}
          invalid={invalid}
          disabled={!mayEdit}
          onChange={(value) => put({ ...item, value }, undefined, `value ${item.id}`)}
        />
      </span>
    </>
  );
}

function NamedUse({ name, words, path }: { name: string; words: string; path: number[] }) {
  const { t } = useWords();
  const { names, mayEdit } = useHost();
  const { change, query } = useBuilder();
  return (
    <div className="re-named">
      <Select
        aria-label={t('ruleEditor.namedCondition')}
        className="re-fact"
        value={name}
        popupMatchSelectWidth={false}
        options={[...new Set([...names, name])].map((value) => ({ value, label: value }))}
        status={names.includes(name) ? undefined : 'error'}
        disabled={!mayEdit}
        onChange={(value) => change(t('ruleEditor.editCondition', { fact: value }), renamed(query, path, value))}
      />
      <span className="secondary">{words}</span>
    </div>
  );
}

function renamed(query: GroupItem, path: readonly number[], value: string): GroupItem {
  const at = itemAt(query, path);
  return at && !isGroupItem(at) && at.kind === 'named' ? replaceItem(query, path, { ...at, value }) : query;
}

function SourceOnly({ words, pointer }: { words: string; pointer: string }) {
  const { t } = useWords();
  const { goToSource } = useHost();
  return (
    <div className="re-opaque">
      <Tag>{t('ruleEditor.sourceOnly')}</Tag>
      <span>{words}</span>
      {goToSource && (
        <Button size="small" type="link" onClick={() => goToSource(pointer)}>
          {t('ruleEditor.openSource')}
        </Button>
      )}
    </div>
  );
}

function RowActions({
  item,
  path,
  words,
  shift,
}: {
  item: RuleItem;
  path: number[];
  words: string;
  shift: (way: 'up' | 'down') => void;
}) {
  const { t } = useWords();
  const { editable, literalsOnly = false } = useHost();
  const { change, query, newId, extract, inline } = useBuilder();
  const info = item.kind === 'leaf' ? editable.get(item.field) : undefined;
  const operator = findOperator(item.operator);
  const others = info && operator && !literalsOnly ? comparableFacts(editable, info, operator) : [];
  const isReference = item.kind === 'leaf' && otherFact(item.value) !== undefined;
  const [other] = others;
  const remove = () => change(t('ruleEditor.editRemoveCondition'), removeItem(query, path), { focus: query.id });
  const entries: (MenuEntry | false | undefined)[] = [
    { key: 'up', label: t('ruleEditor.moveUp'), act: () => shift('up') },
    { key: 'down', label: t('ruleEditor.moveDown'), act: () => shift('down') },
    {
      key: 'duplicate',
      label: t('ruleEditor.duplicate'),
      act: () => change(t('ruleEditor.editDuplicateCondition'), duplicateItem(query, path, newId)),
    },
    {
      key: 'wrap',
      label: t('ruleEditor.wrap'),
      act: () => change(t('ruleEditor.editWrap'), wrapItem(query, path, newId), { focus: item.id }),
    },
    item.kind === 'leaf' &&
      !isReference &&
      other !== undefined && {
        key: 'compare',
        label: t('ruleEditor.compareWithFact'),
        act: () => {
          const value = { fact: other.fact, ...(other.path === undefined ? {} : { path: other.path }) };
          change(t('ruleEditor.editCompare'), replaceItem(query, path, { ...item, value }), { focus: item.id });
        },
      },
    item.kind === 'leaf' &&
      isReference &&
      info &&
      operator && {
        key: 'literal',
        label: t('ruleEditor.compareWithValue'),
        act: () =>
          change(
            t('ruleEditor.editCompare'),
            replaceItem(query, path, { ...item, value: firstValue(operator.name, info) }),
            { focus: item.id },
          ),
      },
    item.kind === 'named'
      ? inline && { key: 'inline', label: t('ruleEditor.inline'), act: () => inline(path) }
      : extract && { key: 'extract', label: t('ruleEditor.extract'), act: () => extract(path) },
  ];
  return (
    <span className="re-row-actions">
      <MoreMenu label={words} entries={entries} />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t('common.pair', { label: t('common.remove'), text: words })}
        onClick={remove}
      />
    </span>
  );
}
