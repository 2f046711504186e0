import type { DeadlineOut } from '@caseway/backend/contract';
import { Tag, Tooltip } from 'antd';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { remainingOf } from './remaining.ts';

interface DueProps {
  deadline: DeadlineOut;
  /** Two lines: that it was missed before is said elsewhere. */
  brief?: boolean;
  /** It stands among others' deadlines: one that is past says what is overdue. */
  named?: boolean;
}

/** When a deadline is due, with the time of day where it counts in hours, and how long that is; never by colour alone. */
export function Due({ deadline, brief = false, named = false }: DueProps) {
  const { t, say } = useWords();
  const { key, values, tone } = remainingOf(deadline);
  const title = named && deadline.state === 'overdue' ? say(deadline.title) : '';
  const late = title ? t('case.ofClock', { clock: title, late: t(key, values) }) : t(key, values);
  const { dueAt, dueOn, dueTime, missedOn } = deadline;
  return (
    <>
      <Tooltip title={dueAt ? momentText(dueAt) : undefined}>
        <span className="number">{dueTime ? `${dueOn} ${dueTime}` : (dueOn ?? '—')}</span>
      </Tooltip>
      <div className={brief ? `${tone} cell-line` : tone} title={title ? late : undefined}>
        {late}
      </div>
      {missedOn && !brief && <div className="tone-bad">{t('case.missedOn', { day: missedOn })}</div>}
    </>
  );
}

export function DeadlineList({ deadlines }: { deadlines: readonly DeadlineOut[] }) {
  const { t, say } = useWords();
  return (
    <div>
      {deadlines.map((deadline) => (
        <div className="deadline" key={`${deadline.clock}/${deadline.epoch}`}>
          <div>
            {say(deadline.title)} {deadline.provisional && <Tag color="purple">{t('case.provisional')}</Tag>}
            {deadline.whose === 'petitioner' && <Tag>{t('case.petitionersTime')}</Tag>}
            <div className="secondary">{deadline.reasons.join(' ')}</div>
          </div>
          <div className="when">
            <Due deadline={deadline} />
          </div>
        </div>
      ))}
    </div>
  );
}
