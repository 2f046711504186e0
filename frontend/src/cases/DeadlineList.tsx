import type { DeadlineOut } from '@caseway/backend/contract';
import { Tag, Tooltip } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import { momentText } from '../shell/times.ts';

/** How long a deadline still runs, in words and tone; never by colour alone. */
export function useRemaining() {
  const { t } = useWords();
  return ({ state, remainingDays }: DeadlineOut): { text: string; tone: string } => {
    if (state === 'met') return { text: t('case.met'), tone: 'tone-good' };
    if (state === 'missed') return { text: t('case.missed'), tone: 'tone-bad' };
    if (state === 'paused' || remainingDays === null) return { text: t('case.paused'), tone: 'secondary' };
    if (remainingDays < 0) return { text: t('case.overdueBy', { count: -remainingDays }), tone: 'tone-bad' };
    if (remainingDays === 0) return { text: t('case.dueTodayLabel'), tone: 'tone-warn' };
    return {
      text: t('case.remaining', { count: remainingDays }),
      tone: remainingDays <= 3 ? 'tone-warn' : 'secondary',
    };
  };
}

export function DeadlineList({ deadlines }: { deadlines: readonly DeadlineOut[] }) {
  const { t, say } = useWords();
  const remaining = useRemaining();
  return (
    <div>
      {deadlines.map((deadline) => {
        const { text, tone } = remaining(deadline);
        return (
          <div className="deadline" key={`${deadline.clock}/${deadline.epoch}`}>
            <div>
              {say(deadline.title)} {deadline.provisional && <Tag color="purple">{t('case.provisional')}</Tag>}
              <div className="secondary">{deadline.reasons.join(' ')}</div>
            </div>
            <div className="when">
              <Tooltip title={deadline.dueAt ? momentText(deadline.dueAt) : undefined}>
                <span className="number">{deadline.dueOn ?? '—'}</span>
              </Tooltip>
              <div className={tone}>{text}</div>
            </div>
          </div>
        );
      })}
    </div>
  );
}
