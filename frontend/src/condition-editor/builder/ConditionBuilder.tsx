import type { Condition } from '@caseway/rule-sets';
import { jsonEqual } from '@caseway/rule-sets';
import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { move, QueryBuilder } from 'react-querybuilder';
import { Dialog } from '../../common/Dialog.tsx';
import { TextLine } from '../../common/room.tsx';
import { sideOf, useDragging } from '../../editor-kit/dragging.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { ConditionFinding } from '../condition-finding.ts';
import { useHost } from '../condition-host.ts';
import { pointerOfPath } from '../query/pointers.ts';
import type { EditableFacts, GroupItem } from '../query/query-model.ts';
import { asQuery, asRqb } from '../query/rqb.ts';
import { toConditions } from '../query/to-conditions.ts';
import { toQuery } from '../query/to-query.ts';
import { type Builder, BuilderProvider } from './builder-context.ts';
import { ConditionGroup } from './ConditionGroup.tsx';
import { ConditionRow } from './ConditionRow.tsx';
import '../condition-editor.css';

interface Held {
  conditions: Condition;
  facts: EditableFacts;
  query: GroupItem;
}

const newId = (): string => crypto.randomUUID();
const CONTROLS = { rule: ConditionRow, ruleGroup: ConditionGroup };

/** Conditions as groups and comparisons, within a `ConditionHost`. What it cannot express it shows, keeps, and never changes. */
export const ConditionBuilder = memo(function ConditionBuilder({
  pointer,
  conditions,
  findings,
}: {
  /** Where the conditions stand in the host's document. */
  pointer: string;
  conditions: Condition;
  findings: readonly ConditionFinding[];
}) {
  const conditionHost = useHost();
  const { editable, mayEdit } = conditionHost;
  const { t } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const focus = useRef<string | undefined>(undefined);
  const [naming, setNaming] = useState<readonly number[] | null>(null);
  const [held, setHeld] = useState<Held>(() => ({
    conditions,
    facts: editable,
    query: toQuery(conditions, editable, newId),
  }));
  const query = queryFor(held, conditions, editable);
  if (query !== held.query || held.conditions !== conditions) setHeld({ conditions, facts: editable, query });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the element is there once the query is shown
  useEffect(() => {
    if (!focus.current) return;
    const item = host.current?.querySelector(`[data-item="${focus.current}"]`);
    focus.current = undefined;
    // To the value where there is one: the fact was just chosen.
    const target =
      item?.querySelector<HTMLElement>('.re-value :is(input, button)') ??
      item?.querySelector<HTMLElement>('input, button');
    target?.focus();
  }, [query]);

  const builder = useMemo<Builder>(() => {
    const { put, extract, inline } = conditionHost;
    return {
      pointer,
      query,
      findings,
      newId,
      change: (label, next, options = {}) => {
        focus.current = options.focus;
        const changed = toConditions(next, editable);
        setHeld({ conditions: changed, facts: editable, query: next });
        put(label, pointer, changed, options.mergeKey);
      },
      ...(extract && { extract: setNaming }),
      ...(inline && { inline: (path) => inline(pointer + pointerOfPath(query, path)) }),
    };
  }, [pointer, query, findings, editable, conditionHost]);

  const dragging = useDragging();
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const from = placeOf(active.data.current);
    const to = placeOf(over?.data.current);
    if (!from || !to || active.id === over?.id || isInside(to, from)) return;
    const index = to.at(-1) ?? 0;
    const place = to.length === 0 ? [0] : sideOf(from, to) === 'after' ? [...to.slice(0, -1), index + 1] : to;
    builder.change(t('ruleEditor.editMoveCondition'), asQuery(move(asRqb(query), from, place)));
  };
  return (
    <div ref={host} className="re-builder" data-pointer={pointer}>
      <BuilderProvider value={builder}>
        <DndContext {...dragging} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
          <QueryBuilder
            query={asRqb(query)}
            controlElements={CONTROLS}
            enableMountQueryChange={false}
            disabled={!mayEdit}
          />
        </DndContext>
      </BuilderProvider>
      {naming && (
        <NameDialog
          onClose={() => setNaming(null)}
          onName={(name) => {
            setNaming(null);
            conditionHost.extract?.(pointer + pointerOfPath(query, naming), name);
          }}
        />
      )}
    </div>
  );
});

/** The query shown for the conditions: the one in hand where it says the same, else theirs, with ids kept by place. */
function queryFor(held: Held, conditions: Condition, facts: EditableFacts): GroupItem {
  if (held.facts !== facts) return toQuery(conditions, facts, newId, held.query);
  const isSame = held.conditions === conditions || jsonEqual(held.conditions as never, conditions as never);
  return isSame ? held.query : toQuery(conditions, facts, newId, held.query);
}

const placeOf = (data: unknown): number[] | undefined => (data as { place?: number[] } | undefined)?.place;
const isInside = (path: readonly number[], outer: readonly number[]): boolean =>
  outer.every((step, index) => path[index] === step);

function NameDialog({ onName, onClose }: { onName: (name: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const { names } = useHost();
  const [name, setName] = useState('');
  const isTaken = names.includes(name.trim());
  const ready = name.trim() !== '' && !isTaken;
  return (
    <Dialog
      open
      title={t('ruleEditor.extract')}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !ready }}
      onOk={() => onName(name.trim())}
      onCancel={onClose}
    >
      <label htmlFor="re-condition-name">{t('ruleEditor.conditionName')}</label>
      <TextLine
        id="re-condition-name"
        value={name}
        room={100}
        status={isTaken ? 'error' : ''}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => ready && onName(name.trim())}
      />
      {isTaken && <div className="tone-bad">{t('ruleEditor.nameTaken')}</div>}
    </Dialog>
  );
}
