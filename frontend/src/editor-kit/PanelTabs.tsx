import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import './panel-tabs.css';

export interface PanelTab {
  key: string;
  label: ReactNode;
  content: ReactNode;
}

/** Where an arrow, Home or End leads from a tab; undefined for other keys. */
function targetOf(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/**
 * Tabs that wrap: beside what is edited there is little room, and none of them may hide behind a menu. Arrows move between
 * them; a panel once opened stays as it was left.
 */
export function PanelTabs({
  label,
  tabs,
  active,
  onChoose,
}: {
  label: string;
  tabs: readonly PanelTab[];
  active: string;
  onChoose: (key: string) => void;
}) {
  const id = useId();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([active]));
  if (!opened.has(active)) setOpened(new Set([...opened, active]));
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex(({ key }) => key === active);
    const next = tabs[targetOf(event.key, at, tabs.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    onChoose(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <>
      <div className="re-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            type="button"
            role="tab"
            key={tab.key}
            id={`${id}-${tab.key}`}
            aria-selected={tab.key === active}
            aria-controls={opened.has(tab.key) ? `${id}-${tab.key}-panel` : undefined}
            tabIndex={tab.key === active ? 0 : -1}
            onClick={() => onChoose(tab.key)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {tabs
        .filter(({ key }) => opened.has(key))
        .map((tab) => (
          <div
            role="tabpanel"
            key={tab.key}
            id={`${id}-${tab.key}-panel`}
            aria-labelledby={`${id}-${tab.key}`}
            hidden={tab.key !== active}
          >
            {tab.content}
          </div>
        ))}
    </>
  );
}
