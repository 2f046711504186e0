import type { RuleSet } from '@caseway/rule-sets';
import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core';
import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useDragging } from '../../editor-kit/dragging.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { FindingsByPlace } from '../findings/merge-findings.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { moveRule, type PlacedRule } from '../model/order.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { cardKeys } from './card-keys.ts';
import { RuleCard } from './RuleCard.tsx';

interface Props {
  /** In deciding order, as far as they are shown. */
  placed: readonly PlacedRule[];
  /** All of them, in deciding order. */
  all: readonly PlacedRule[];
  findings: readonly ShownFinding[];
  open: ReadonlySet<string>;
  onToggle: (cardKey: string, open?: boolean) => void;
  onRenamed: (cardKey: string, name: string) => void;
}

/** Rules as cards in the order in which they decide, under their groups' headings. */
export function RuleCards({ placed, all, findings, open, onToggle, onRenamed }: Props) {
  const { t, locale } = useWords();
  const { edit } = useSurroundings();
  const byPlace = useRef(new FindingsByPlace());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const keys = useMemo(() => cardKeys(all), [all]);
  const index = useMemo(() => new Map(all.map(({ pointer }, at) => [pointer, at])), [all]);
  const groups = useGroups(all);
  const dragging = useDragging();
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const from = all.find(({ pointer }) => keys.get(pointer) === active.id);
    const to = all.findIndex(({ pointer }) => keys.get(pointer) === over.id);
    if (!from || to < 0) return;
    const { pointer, rule } = from;
    edit(t('ruleEditor.editMove', { rule: ruleTitle(rule, locale) }), (ruleSet: RuleSet) =>
      moveRule(ruleSet, pointer, to),
    );
  };
  const runs = runsOf(placed);
  return (
    <DndContext {...dragging} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      {runs.map(({ key: runKey, group, rules }) => {
        const cards = rules.map(({ rule, pointer, parked }) => {
          const key = keys.get(pointer) ?? pointer;
          return (
            <RuleCard
              key={key}
              cardKey={key}
              rule={rule}
              pointer={pointer}
              parked={parked}
              index={index.get(pointer) ?? 0}
              open={open.has(key)}
              findings={byPlace.current.at(pointer, findings)}
              groups={groups}
              onToggle={onToggle}
              onRenamed={onRenamed}
            />
          );
        });
        if (group === undefined)
          return (
            <ol className="re-cards" key={runKey}>
              {cards}
            </ol>
          );
        const isClosed = closed.has(group);
        return (
          <section key={runKey} aria-label={group}>
            <h3 className="re-group-title">
              <Button
                type="text"
                size="small"
                aria-expanded={!isClosed}
                onClick={() =>
                  setClosed(
                    isClosed ? new Set([...closed].filter((name) => name !== group)) : new Set([...closed, group]),
                  )
                }
              >
                <span className={`re-twisty ${isClosed ? '' : 're-open'}`} aria-hidden="true" />
                {group} <span className="secondary">{rules.length}</span>
              </Button>
            </h3>
            {!isClosed && <ol className="re-cards">{cards}</ol>}
          </section>
        );
      })}
    </DndContext>
  );
}

/** The groups that rules name; the same list as long as they do. */
function useGroups(all: readonly PlacedRule[]): readonly string[] {
  const last = useRef<readonly string[]>([]);
  const groups = [...new Set(all.flatMap(({ rule }) => rule.group ?? []))];
  if (groups.join('\n') !== last.current.join('\n')) last.current = groups;
  return last.current;
}

interface Run {
  /** Stays with the run whatever becomes of its rules: the keyboard is not lost when one is moved or switched off. */
  key: string;
  group: string | undefined;
  rules: PlacedRule[];
}

/** Rules of one group that follow each other stand under one heading. */
function runsOf(placed: readonly PlacedRule[]): Run[] {
  const runs: Run[] = [];
  const seen = new Map<string | undefined, number>();
  for (const entry of placed) {
    const { group } = entry.rule;
    const last = runs.at(-1);
    if (last && last.group === group) last.rules.push(entry);
    else {
      const number = (seen.get(group) ?? 0) + 1;
      seen.set(group, number);
      runs.push({ key: `${number} ${group ?? ''}`, group, rules: [entry] });
    }
  }
  return runs;
}
