import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Fragment, type KeyboardEvent } from 'react';
import { move, type RuleGroupProps } from 'react-querybuilder';
import { Select } from '../../common/Select.tsx';
import { DragHandle, useSortable } from '../../editor-kit/dragging.tsx';
import { isWithin } from '../../editor-kit/json-at.ts';
import { MoreMenu } from '../../editor-kit/MoreMenu.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useHost } from '../condition-host.ts';
import {
  appendItem,
  duplicateItem,
  newLeaf,
  removeItem,
  unwrapGroup,
  updateGroup,
  wrapItem,
} from '../query/edit-query.ts';
import { pointerOfPath } from '../query/pointers.ts';
import { type GroupItem, isGroupItem } from '../query/query-model.ts';
import { asQuery, asRqb } from '../query/rqb.ts';
import { toConditions } from '../query/to-conditions.ts';
import { asHeard, readCondition } from '../read-condition.ts';
import { useBuilder } from './builder-context.ts';
import { AddCondition } from './FactSelect.tsx';

/** How the parts of a group are taken together; the four ways people have words for. */
const WAYS = {
  all: { combinator: 'all', not: false },
  any: { combinator: 'any', not: false },
  notAll: { combinator: 'all', not: true },
  none: { combinator: 'any', not: true },
} as const;
type Way = keyof typeof WAYS;

const wayOf = ({ combinator, not }: GroupItem): Way =>
  combinator === 'all' ? (not ? 'notAll' : 'all') : not ? 'none' : 'any';

/** A group of conditions, inside others to any depth. */
export function ConditionGroup(props: RuleGroupProps) {
  const group = props.ruleGroup as object as GroupItem;
  const { path, schema, actions, translations } = props;
  const { t } = useWords();
  const { mayEdit, renderFinding } = useHost();
  const builder = useBuilder();
  const { change, query, newId } = builder;
  const isRoot = path.length === 0;
  const { setNodeRef, drag, isDragging, side } = useSortable(group.id, path, !mayEdit || isRoot);
  const pointer = builder.pointer + pointerOfPath(query, path);
  // What is said of a group itself; what is said of its parts stands at the parts.
  const inside = group.rules.map((_, index) => builder.pointer + pointerOfPath(query, [...path, index]));
  const findings = builder.findings.filter(
    (finding) => isWithin(finding.pointer, pointer) && !inside.some((part) => isWithin(finding.pointer, part)),
  );
  const { rule: Row, ruleGroup: Group } = schema.controls;
  const add = (item: Parameters<typeof appendItem>[2], focus: string) =>
    change(t('ruleEditor.editAddCondition'), appendItem(query, path, item), { focus });
  const label = isRoot ? t('ruleEditor.conditions') : t('ruleEditor.group');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
    <div
      ref={setNodeRef}
      role="group"
      aria-label={label}
      className={`re-group ${isRoot ? 're-root' : ''} re-${group.combinator} ${isDragging ? 're-dragging' : ''} ${side ? `re-drop-${side}` : ''}`}
      data-item={group.id}
      data-pointer={pointer}
    >
      <GroupHead group={group} path={path} drag={drag} />
      {findings.map((finding) => (
        <Fragment key={`${finding.code} ${finding.pointer} ${finding.message}`}>{renderFinding(finding)}</Fragment>
      ))}
      <div className="re-parts">
        {group.rules.map((item, index) => {
          const common = { schema, actions, translations, path: [...path, index], id: item.id };
          return isGroupItem(item) ? (
            <Group key={item.id} {...common} ruleGroup={asRqb(item)} />
          ) : (
            <Row key={item.id} {...common} rule={item} />
          );
        })}
      </div>
      {mayEdit && (
        <div className="re-group-foot">
          <AddCondition
            label={t('ruleEditor.addCondition')}
            onFact={(info) => {
              const leaf = newLeaf(info, newId);
              add(leaf, leaf.id);
            }}
            onNamed={(name) => {
              const id = newId();
              add({ id, kind: 'named', field: '', operator: '', value: name }, id);
            }}
          />
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            onClick={() => {
              const id = newId();
              add({ id, combinator: group.combinator === 'all' ? 'any' : 'all', not: false, rules: [] }, id);
            }}
          >
            {t('ruleEditor.addGroup')}
          </Button>
        </div>
      )}
    </div>
  );
}

function GroupHead({
  group,
  path,
  drag,
}: {
  group: GroupItem;
  path: number[];
  drag: ReturnType<typeof useSortable>['drag'];
}) {
  const { t } = useWords();
  const { mayEdit, reading, editable } = useHost();
  const { change, query, newId, extract } = useBuilder();
  const isRoot = path.length === 0;
  const words = isRoot ? t('ruleEditor.conditions') : asHeard(readCondition(reading, toConditions(group, editable)));
  const shift = (way: 'up' | 'down') =>
    change(t('ruleEditor.editMoveCondition'), asQuery(move(asRqb(query), path, way)), { focus: group.id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (isRoot || !mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation();
    shift(event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the group whose controls have the focus
    <div className="re-group-head" onKeyDown={onKeyDown}>
      {mayEdit && !isRoot && <DragHandle drag={drag} />}
      <Select<Way>
        aria-label={t('ruleEditor.way')}
        className="re-way"
        popupMatchSelectWidth={false}
        value={wayOf(group)}
        options={(Object.keys(WAYS) as Way[]).map((way) => ({ value: way, label: t(`ruleEditor.way_${way}`) }))}
        disabled={!mayEdit}
        onChange={(way) =>
          change(
            t('ruleEditor.editWay'),
            updateGroup(query, path, ({ bare: _, ...before }) => ({ ...before, ...WAYS[way] })),
          )
        }
      />
      {mayEdit && (
        <span className="re-row-actions">
          <MoreMenu
            label={words}
            entries={[
              !isRoot && { key: 'up', label: t('ruleEditor.moveUp'), act: () => shift('up') },
              !isRoot && { key: 'down', label: t('ruleEditor.moveDown'), act: () => shift('down') },
              !isRoot && {
                key: 'duplicate',
                label: t('ruleEditor.duplicate'),
                act: () => change(t('ruleEditor.editDuplicateCondition'), duplicateItem(query, path, newId)),
              },
              !isRoot && {
                key: 'wrap',
                label: t('ruleEditor.wrap'),
                act: () => change(t('ruleEditor.editWrap'), wrapItem(query, path, newId), { focus: group.id }),
              },
              !isRoot && {
                key: 'unwrap',
                label: t('ruleEditor.unwrap'),
                act: () => change(t('ruleEditor.editUnwrap'), unwrapGroup(query, path), { focus: query.id }),
              },
              extract && { key: 'extract', label: t('ruleEditor.extract'), act: () => extract(path) },
            ]}
          />
          {!isRoot && (
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('common.pair', { label: t('common.remove'), text: words })}
              onClick={() => change(t('ruleEditor.editRemoveCondition'), removeItem(query, path), { focus: query.id })}
            />
          )}
        </span>
      )}
    </div>
  );
}
