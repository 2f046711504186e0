import type { TimelineEntry, UnmaskOut } from '@caseway/backend/contract';
import { Timeline } from 'antd';
import { Few } from '../common/Few.tsx';
import { Prose } from '../common/Prose.tsx';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

/** As many as tell where a case stands and how it came there. */
const LATEST = 6;

interface Props {
  entries: readonly TimelineEntry[];
  /** What is masked in them, to whom has said why they look. */
  clear: UnmaskOut['history'];
}

/** What happened to a case, the latest first. */
export function CaseTimeline({ entries, clear }: Props) {
  const { t } = useWords();
  const detailsOf = ({ id, details }: TimelineEntry) => clear.find((one) => one.id === id)?.details ?? details;
  return (
    <Few items={entries.toReversed()} first={LATEST}>
      {(shown) => (
        <Timeline
          items={shown.map((entry) => ({
            key: entry.id,
            content: (
              <>
                <div>
                  <Prose>{entry.text}</Prose>
                </div>
                {detailsOf(entry).map(({ label, text }) => (
                  <div className="secondary" key={label}>
                    <Prose>{t('common.pair', { label, text })}</Prose>
                  </div>
                ))}
                <div className="number">
                  {momentText(entry.at)}
                  {entry.actor && ` · ${entry.actor.displayName}`}
                </div>
              </>
            ),
          }))}
        />
      )}
    </Few>
  );
}
