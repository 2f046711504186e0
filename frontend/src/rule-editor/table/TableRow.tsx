import { CloseOutlined } from '@ant-design/icons';
import type { Rule } from '@caseway/rule-sets';
import { outcomeEntries, pointerTo } from '@caseway/rule-sets';
import { Button } from 'antd';
import { type FocusEvent, memo, type ReactNode } from 'react';
import { isWithin } from '../../editor-kit/json-at.ts';
import { MoreMenu } from '../../editor-kit/MoreMenu.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { FindingBadge } from '../cards/RuleCard.tsx';
import { useSurroundings } from '../editor-context.ts';
import { FindingLine } from '../findings/FindingLine.tsx';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { decidingOrder, moveRule } from '../model/order.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { duplicateRule, removeRule, setParam, switchRule } from '../model/rules.ts';
import { paramTitle } from '../model/vocabulary.ts';
import { ParamEditor } from '../outcome/ParamEditor.tsx';
import { ConditionCellEditor, cellText } from './ConditionCell.tsx';
import { type ConditionColumn, cellLeaf, setCell } from './table-model.ts';

interface Props {
  rule: Rule;
  pointer: string;
  parked: boolean;
  index: number;
  /** Row in the table, from 0; columns after the title are counted from 0 too. */
  at: number;
  cells: ReadonlyMap<string, number>;
  columns: readonly ConditionColumn[];
  params: readonly string[];
  findings: readonly ShownFinding[];
  /** The column whose cell has the keyboard, or is being edited; -1: none of this row. */
  active: number;
  editing: number;
  onActive: (row: number, column: number) => void;
  onEdit: (row: number, column: number) => void;
  onOpenCard: (pointer: string) => void;
}

/** One rule as a row; shown anew only when it changes itself. */
export const TableRow = memo(function TableRow(props: Props) {
  const { rule, pointer, parked, index, cells, columns, params, findings } = props;
  const { t, say, locale } = useWords();
  const { edit, mayEdit, reading, frame, labels, forms } = useSurroundings();
  const row = { rule, pointer, parked, cells };
  const title = ruleTitle(rule, locale);
  const leaves = columns.map(({ key }) => cellLeaf(row, key));
  const entries = outcomeEntries(frame, rule.event.params ?? {}, { locale: reading.locale, labels, forms });
  const findingsAt = (place: string) => findings.filter((finding) => isWithin(finding.pointer, place));
  return (
    <tr className={parked ? 're-parked' : ''} data-pointer={pointer}>
      <th scope="row">
        <div className="re-table-rule">
          <span className="re-number" aria-hidden="true">
            {index + 1}
          </span>
          <Cell {...props} column={0} label={title} text={title} onEnter={() => props.onOpenCard(pointer)}>
            {null}
          </Cell>
          <FindingBadge findings={findings} />
          <RowMenu pointer={pointer} parked={parked} title={title} onOpenCard={props.onOpenCard} />
        </div>
      </th>
      {columns.map((column, place) => {
        const leaf = leaves[place];
        const index = cells.get(column.key);
        const wrong = index === undefined ? [] : findingsAt(`${pointer}/conditions/all/${index}`);
        const text = cellText(reading, leaf);
        return (
          <td key={column.key} className={wrong.some(({ severity }) => severity === 'error') ? 're-wrong' : ''}>
            <Cell
              {...props}
              column={place + 1}
              label={t('common.pair', { label: say(column.info.title), text: text || t('ruleEditor.anyValue') })}
              text={text}
            >
              <ConditionCellEditor
                column={column}
                leaf={leaf}
                invalid={wrong.length > 0}
                onChange={(next) =>
                  edit(
                    t('ruleEditor.editCell', { fact: say(column.info.title) }),
                    (ruleSet) => setCell(ruleSet, row, column.key, next),
                    `${pointer} ${column.key}`,
                  )
                }
              />
              {wrong.map((finding) => (
                <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} />
              ))}
            </Cell>
          </td>
        );
      })}
      {params.map((param, place) => {
        const value = rule.event.params?.[param];
        const entry = entries.find((one) => one.param === param);
        const text = param === 'say' ? say(rule.event.params?.say) : entry ? entry.text || t('common.yes') : '';
        const wrong = findingsAt(pointerTo(pointer, 'event', 'params', param));
        const name = say(paramTitle(frame, param));
        return (
          <td key={param} className={`re-out ${wrong.some(({ severity }) => severity === 'error') ? 're-wrong' : ''}`}>
            <Cell
              {...props}
              column={columns.length + place + 1}
              label={t('common.pair', { label: name, text: text || t('common.none') })}
              text={text}
            >
              <span className="re-cell-editor">
                <ParamEditor event={`${pointer}/event`} param={param} value={value} invalid={wrong.length > 0} />
                {value !== undefined && mayEdit && (
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    aria-label={t('ruleEditor.clearCell')}
                    onClick={() =>
                      edit(t('ruleEditor.editRemoveOutcome', { param: name }), (ruleSet) =>
                        setParam(ruleSet, `${pointer}/event`, param, undefined),
                      )
                    }
                  />
                )}
              </span>
              {wrong.map((finding) => (
                <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} />
              ))}
            </Cell>
          </td>
        );
      })}
    </tr>
  );
});

/** Popups of controls stand elsewhere in the page: the keyboard in them is still in the cell. */
const POPUPS = '.ant-select-dropdown, .ant-picker-dropdown, .ant-modal-root';

/** A cell to be read; on Enter, a double click or a click where it has the keyboard, its editor. */
function Cell({
  at,
  column,
  active,
  editing,
  label,
  text,
  children,
  onActive,
  onEdit,
  onEnter,
}: Props & { column: number; label: string; text: string; children: ReactNode; onEnter?: () => void }) {
  const { mayEdit } = useSurroundings();
  if (editing === column && mayEdit) {
    const onBlur = (event: FocusEvent<HTMLElement>) => {
      const to = event.relatedTarget;
      if (!to || event.currentTarget.contains(to) || to.closest(POPUPS)) return;
      onEdit(at, -1);
    };
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a border and a legend of its own
      <div role="group" aria-label={label} className="re-cell-open" data-cell={`${at}:${column}`} onBlur={onBlur}>
        {children}
      </div>
    );
  }
  return (
    <button
      type="button"
      className="re-cell"
      data-cell={`${at}:${column}`}
      aria-label={label}
      tabIndex={active === column ? 0 : -1}
      onFocus={() => onActive(at, column)}
      onClick={onEnter ?? (() => onEdit(at, column))}
    >
      {text ? <span className="re-cell-text">{text}</span> : <span className="re-blank">–</span>}
    </button>
  );
}

function RowMenu({
  pointer,
  parked,
  title,
  onOpenCard,
}: {
  pointer: string;
  parked: boolean;
  title: string;
  onOpenCard: (pointer: string) => void;
}) {
  const { t } = useWords();
  const { edit, mayEdit } = useSurroundings();
  const move = (by: number) =>
    edit(t('ruleEditor.editMove', { rule: title }), (ruleSet) => {
      const at = decidingOrder(ruleSet).findIndex((entry) => entry.pointer === pointer);
      return moveRule(ruleSet, pointer, at + by);
    });
  return (
    <MoreMenu
      label={title}
      entries={[
        { key: 'card', label: t('ruleEditor.openCard'), act: () => onOpenCard(pointer) },
        mayEdit && { key: 'up', label: t('ruleEditor.moveUp'), act: () => move(-1) },
        mayEdit && { key: 'down', label: t('ruleEditor.moveDown'), act: () => move(1) },
        mayEdit && {
          key: 'duplicate',
          label: t('ruleEditor.duplicate'),
          act: () =>
            edit(
              t('ruleEditor.editDuplicate', { rule: title }),
              (ruleSet) => duplicateRule(ruleSet, pointer, { 'zh-CN': '（副本）', en: ' (copy)' }).ruleSet,
            ),
        },
        mayEdit && {
          key: 'switch',
          label: t(parked ? 'ruleEditor.turnOn' : 'ruleEditor.turnOff'),
          act: () =>
            edit(t(parked ? 'ruleEditor.editOn' : 'ruleEditor.editOff', { rule: title }), (ruleSet) =>
              switchRule(ruleSet, pointer, parked),
            ),
        },
        mayEdit && {
          key: 'remove',
          label: t('common.remove'),
          danger: true,
          act: () => edit(t('ruleEditor.editRemove', { rule: title }), (ruleSet) => removeRule(ruleSet, pointer)),
        },
      ]}
    />
  );
}
