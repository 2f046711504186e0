import { CheckOutlined } from '@ant-design/icons';
import { type MouseEvent, useEffect, useState } from 'react';
import { useWords } from '../i18n/i18n.ts';

export interface Jump {
  /** Id of the heading that it leads to. */
  id: string;
  title: string;
  /** How much is still to be filled in or mended there; undefined where nothing is counted. */
  left?: number;
}

/** Which of these headings was the last to pass under the bar: there the reader is. */
function usePresent(ids: readonly string[]): string | undefined {
  const joined = ids.join('\n');
  const [present, setPresent] = useState<string>();
  useEffect(() => {
    const look = () => {
      const passed = joined
        .split('\n')
        .filter((id) => (document.getElementById(id)?.getBoundingClientRect().top ?? 1e6) < innerHeight / 3);
      setPresent(passed.at(-1));
    };
    look();
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, [joined]);
  return present;
}

/** The parts of a long page in one line that stays in sight: where one is, what is left, and a way to each. */
export function Jumps({ items, alarmed = false }: { items: readonly Jump[]; alarmed?: boolean }) {
  const { t } = useWords();
  const present = usePresent(items.map(({ id }) => id));
  const go = (event: MouseEvent, id: string) => {
    event.preventDefault();
    const heading = document.getElementById(id);
    heading?.scrollIntoView();
    // From there on the keyboard goes.
    heading?.focus({ preventScroll: true });
  };
  return (
    <nav className="jumps" aria-label={t('common.onThisPage')}>
      {items.map(({ id, title, left }) => (
        <a
          key={id}
          href={`#${id}`}
          aria-current={id === present ? 'location' : undefined}
          onClick={(event) => go(event, id)}
        >
          {title}
          {left === 0 && <CheckOutlined className="tone-good" aria-label={t('common.nothingLeft')} />}
          {left !== undefined && left > 0 && (
            <span className={alarmed ? 'jump-left tone-bad' : 'jump-left'}>
              {left}
              <span className="visually-hidden"> {t('common.left', { count: left })}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
