import { factKey, factLabel, type RuleSet } from '@caseway/rule-sets';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Select } from '../../common/Select.tsx';
import { useFactOptions } from '../../condition-editor/builder/FactSelect.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { FindingsByPlace } from '../findings/merge-findings.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { decidingOrder, type PlacedRule } from '../model/order.ts';
import { paramTitle } from '../model/vocabulary.ts';
import { offeredParams } from '../outcome/param-kinds.ts';
import { TableRow } from './TableRow.tsx';
import { type ConditionColumn, columnFor, columnKey, familyOf, toTable } from './table-model.ts';

interface Place {
  row: number;
  column: number;
}

/** Keeps an array as long as its items have the same keys: what depends on it is not shown anew. */
function useSteady<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const last = useRef(items);
  const key = (list: readonly Item[]) => list.map(keyOf).join('\n');
  if (key(last.current) !== key(items)) last.current = items;
  return last.current;
}

/** Rules as a decision table, those that no table can show as cards below it. */
export function DecisionTable({
  ruleSet,
  shown,
  findings,
  onOpenCard,
}: {
  ruleSet: RuleSet;
  /** Whether a rule is among those searched for. */
  shown: (placed: PlacedRule) => boolean;
  findings: readonly ShownFinding[];
  onOpenCard: (pointer: string) => void;
}) {
  const { t, say } = useWords();
  const { editable, frame, mayEdit, reading } = useSurroundings();
  const host = useRef<HTMLTableElement>(null);
  const byPlace = useRef(new FindingsByPlace());
  const [extra, setExtra] = useState<readonly ConditionColumn[]>([]);
  const [extraParams, setExtraParams] = useState<readonly string[]>([]);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Place | null>(null);
  const focusNext = useRef<Place | null>(null);
  const table = useMemo(() => toTable(ruleSet, editable), [ruleSet, editable]);
  const columns = useSteady(
    [...table.columns, ...extra.filter(({ key }) => !table.columns.some((column) => column.key === key))],
    ({ key }) => key,
  );
  const params = useSteady([...new Set([...table.params, ...extraParams])], (param) => param);
  const index = useMemo(() => new Map(decidingOrder(ruleSet).map(({ pointer }, at) => [pointer, at])), [ruleSet]);
  const rows = table.rows.filter(shown);
  const onActive = useCallback((row: number, column: number) => setActive({ row, column }), []);
  const onEdit = useCallback((row: number, column: number) => setEditing(column < 0 ? null : { row, column }), []);
  useEffect(() => {
    const place = editing ?? focusNext.current;
    focusNext.current = null;
    if (!place) return;
    const cell = host.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.column}"]`);
    const target = editing
      ? (cell?.querySelector<HTMLElement>('.re-value :is(input, button, textarea)') ??
        cell?.querySelector<HTMLElement>('input, button, textarea'))
      : cell;
    target?.focus();
  }, [editing]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && editing) {
      event.preventDefault();
      focusNext.current = editing;
      setEditing(null);
      return;
    }
    const target = event.target as HTMLElement;
    const step = STEPS[event.key];
    if (!step || editing || !target.matches('.re-cell') || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const row = Math.max(0, Math.min(rows.length - 1, active.row + step.row));
    const column = Math.max(0, Math.min(columns.length + params.length, active.column + step.column));
    host.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus();
  };
  const names = columns.map(({ info }) => factKey(info.fact, info.path));
  return (
    <div className="re-table-frame">
      {rows.length > 0 && (
        <table ref={host} className="re-table" onKeyDown={onKeyDown}>
          <caption className="visually-hidden">{t('ruleEditor.tableCaption')}</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('ruleEditor.rule')}
              </th>
              {columns.length > 0 && (
                <th scope="colgroup" className="re-band" colSpan={columns.length}>
                  {t('ruleEditor.when')}
                </th>
              )}
              {params.length > 0 && (
                <th scope="colgroup" className="re-band re-out" colSpan={params.length}>
                  {t('ruleEditor.then')}
                </th>
              )}
            </tr>
            <tr>
              {columns.map(({ key, info, family }, place) => {
                const isOneOfSeveral = names.filter((name) => name === names[place]).length > 1;
                return (
                  <th scope="col" key={key}>
                    {factLabel(reading, info.fact, info.path)}
                    {isOneOfSeveral && <span className="secondary"> {t(`ruleEditor.family_${family}`)}</span>}
                  </th>
                );
              })}
              {params.map((param) => (
                <th scope="col" className={`re-out ${param === 'say' ? 're-say' : ''}`} key={param}>
                  {say(paramTitle(frame, param))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <TableRow
                key={row.pointer}
                rule={row.rule}
                pointer={row.pointer}
                parked={row.parked}
                index={index.get(row.pointer) ?? 0}
                at={at}
                cells={row.cells}
                columns={columns}
                params={params}
                findings={byPlace.current.at(row.pointer, findings)}
                active={Math.min(active.row, rows.length - 1) === at ? active.column : -1}
                editing={editing?.row === at ? editing.column : -1}
                onActive={onActive}
                onEdit={onEdit}
                onOpenCard={onOpenCard}
              />
            ))}
          </tbody>
        </table>
      )}
      {mayEdit && (
        <div className="re-table-foot">
          <AddColumn taken={columns} onAdd={(column) => setExtra([...extra, column])} />
          <Select
            aria-label={t('ruleEditor.addOutcomeColumn')}
            className="re-add"
            popupMatchSelectWidth={false}
            value={null}
            placeholder={t('ruleEditor.addOutcomeColumn')}
            options={offeredParams(frame.kind, params).map((param) => ({
              value: param,
              label: say(paramTitle(frame, param)),
            }))}
            onChange={(param: string | null) => param && setExtraParams([...extraParams, param])}
          />
          <span className="secondary">{t('ruleEditor.tableHelp')}</span>
        </div>
      )}
    </div>
  );
}

const STEPS: Partial<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: -1000 },
  End: { row: 0, column: 1000 },
};

/** Adds a column for a fact: of its kinds of question the first that has none yet. */
function AddColumn({ taken, onAdd }: { taken: readonly ConditionColumn[]; onAdd: (column: ConditionColumn) => void }) {
  const { t } = useWords();
  const { editable } = useSurroundings();
  const options = useFactOptions();
  return (
    <Select
      aria-label={t('ruleEditor.addColumn')}
      className="re-add"
      popupMatchSelectWidth={false}
      value={null}
      placeholder={t('ruleEditor.addColumn')}
      options={options}
      onChange={(key: string | null) => {
        const info = key === null ? undefined : editable.get(key);
        const families = [...new Set(info?.operators.flatMap((operator) => familyOf(operator) ?? []))];
        const free = families.find((family) => !taken.some((column) => column.key === columnKey(key ?? '', family)));
        if (info && free) onAdd(columnFor(info, free));
      }}
    />
  );
}
