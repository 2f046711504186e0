import { RightOutlined } from '@ant-design/icons';
import { type Rule, sourceText } from '@caseway/rule-sets';
import { App, Switch } from 'antd';
import { type KeyboardEvent, memo, type ReactNode, useMemo } from 'react';
import { DragHandle, useSortable } from '../../editor-kit/dragging.tsx';
import { MoreMenu } from '../../editor-kit/MoreMenu.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { copyRules } from '../model/clipboard.ts';
import { decidingOrder, moveRule, priorityOf } from '../model/order.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { duplicateRule, removeRule, switchRule } from '../model/rules.ts';
import { RuleForm } from './RuleForm.tsx';
import { Sentence } from './Sentence.tsx';

export interface RuleCardProps {
  rule: Rule;
  /** `/rules/3`, or `/parked/0/rule` where it is switched off. */
  pointer: string;
  /** Place in the deciding order, from 0. */
  index: number;
  parked: boolean;
  open: boolean;
  findings: readonly ShownFinding[];
  groups: readonly string[];
  /** By which the list knows the card. Stable functions take it. */
  cardKey: string;
  onToggle: (cardKey: string, open?: boolean) => void;
  onRenamed: (cardKey: string, name: string) => void;
}

/** One rule as a card that can be dragged among the others. */
export const RuleCard = memo(function RuleCard(props: RuleCardProps) {
  const { mayEdit } = useSurroundings();
  const { cardKey, index, open, parked, pointer } = props;
  const place = useMemo(() => [index], [index]);
  const { setNodeRef, drag, isDragging, side } = useSortable(cardKey, place, !mayEdit);
  const { setNodeRef: setHandleRef, listeners } = drag;
  const handle = useMemo(
    () => (mayEdit ? <DragHandle drag={{ setNodeRef: setHandleRef, listeners }} /> : null),
    [mayEdit, setHandleRef, listeners],
  );
  return (
    <li
      ref={setNodeRef}
      className={`re-card ${open ? 're-open' : ''} ${parked ? 're-parked' : ''} ${isDragging ? 're-dragging' : ''} ${side ? `re-drop-${side}` : ''}`}
      data-pointer={pointer}
      data-card={cardKey}
    >
      <CardContent {...props} handle={handle} />
    </li>
  );
});

/** The rule's sentence, live; opened, everything of it. Shown anew only when it changes itself, not while others are dragged. */
const CardContent = memo(function CardContent(props: RuleCardProps & { handle: ReactNode }) {
  const { rule, pointer, index, parked, open, findings, cardKey, handle, onToggle, onRenamed } = props;
  const { t, locale } = useWords();
  const { read, edit, mayEdit } = useSurroundings();
  const title = ruleTitle(rule, locale);
  const move = (by: number) =>
    edit(t('ruleEditor.editMove', { rule: title }), (ruleSet) => shifted(ruleSet, pointer, by));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayEdit || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the card whose controls have the focus */}
      <div className="re-card-head" onKeyDown={onKeyDown}>
        {handle}
        <span className="re-number" aria-hidden="true">
          {index + 1}
        </span>
        <button
          type="button"
          className="re-card-toggle"
          aria-expanded={open}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => onToggle(cardKey)}
        >
          <span className="re-card-title">
            {title}
            <RightOutlined className="re-chevron" aria-hidden="true" />
          </span>
          <Sentence parts={read(rule)} />
          <span className="secondary re-card-source">
            {[
              sourceText(rule, locale),
              t('ruleEditor.priorityIs', { n: priorityOf(rule) }),
              parked ? t('ruleEditor.off') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </button>
        <span className="re-card-side">
          <FindingBadge findings={findings} />
          <Switch
            size="small"
            checked={!parked}
            disabled={!mayEdit}
            aria-label={t('ruleEditor.switchOn', { rule: title })}
            onChange={(on) =>
              edit(t(on ? 'ruleEditor.editOn' : 'ruleEditor.editOff', { rule: title }), (ruleSet) =>
                switchRule(ruleSet, pointer, on),
              )
            }
          />
          <CardMenu {...props} title={title} move={move} />
        </span>
      </div>
      {open && (
        <RuleForm
          rule={rule}
          pointer={pointer}
          findings={findings}
          groups={props.groups}
          onRenamed={(name) => onRenamed(cardKey, name)}
        />
      )}
    </>
  );
});

function shifted(ruleSet: Parameters<typeof moveRule>[0], pointer: string, by: number) {
  const at = decidingOrder(ruleSet).findIndex((entry) => entry.pointer === pointer);
  return at < 0 ? ruleSet : moveRule(ruleSet, pointer, at + by);
}

export function FindingBadge({ findings }: { findings: readonly ShownFinding[] }) {
  const { t } = useWords();
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  if (errors === 0 && warnings === 0) return null;
  return errors > 0 ? (
    <span className="re-badge error">{t('admin.errors', { count: errors })}</span>
  ) : (
    <span className="re-badge warning">{t('admin.warnings', { count: warnings })}</span>
  );
}

function CardMenu({ pointer, title, cardKey, move }: RuleCardProps & { title: string; move: (by: number) => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { edit, mayEdit, current, goToSource } = useSurroundings();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(copyRules(current(), [pointer]));
      message.success(t('ruleEditor.copied'));
    } catch {
      // Browsers refuse it outside of secure pages, and where the person did not allow it.
      message.error(t('ruleEditor.copyRefused'));
    }
  };
  return (
    <MoreMenu
      label={title}
      entries={[
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
        { key: 'copy', label: t('ruleEditor.copyRule'), act: () => void copy() },
        { key: 'source', label: t('ruleEditor.openSource'), act: () => goToSource(pointer) },
        mayEdit && {
          key: 'remove',
          label: t('common.remove'),
          danger: true,
          act: () => edit(t('ruleEditor.editRemove', { rule: title }), (ruleSet) => removeRule(ruleSet, pointer)),
        },
      ]}
      key={cardKey}
    />
  );
}
