import type { DeadlineOut } from '@caseway/backend/contract';
import { Tag, Tooltip } from 'antd';
import { Few } from '../common/Few.tsx';
import { Prose } from '../common/Prose.tsx';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { remainingOf } from './remaining.ts';

interface DueProps {
  deadline: DeadlineOut;
  /** It stands among others' deadlines: one that is past says what is overdue. */
  named?: boolean;
}

/** When a deadline is due, with the time of day where it counts in hours. */
const dueWords = ({ dueOn, dueTime }: DeadlineOut): string => (dueTime ? `${dueOn} ${dueTime}` : (dueOn ?? '—'));

/** When a deadline is due and how long that is; never by colour alone. */
export function Due({ deadline, named = false }: DueProps) {
  const { t, say } = useWords();
  const { key, values, tone } = remainingOf(deadline);
  const late = t(key, values);
  const { dueAt, missedOn } = deadline;
  return (
    <>
      <Tooltip title={dueAt ? momentText(dueAt) : undefined}>
        <span className="number whole">{dueWords(deadline)}</span>
      </Tooltip>
      <div className={tone}>
        {named && deadline.state === 'overdue' ? t('case.ofClock', { clock: say(deadline.title), late }) : late}
      </div>
      {missedOn && <div className="tone-bad">{t('case.missedOn', { day: missedOn })}</div>}
    </>
  );
}

/** The same in two short lines: of one that is past by how much, and what; its day can be read from it. */
export function BriefDue({ deadline }: { deadline: DeadlineOut }) {
  const { t, say } = useWords();
  const { key, values, tone } = remainingOf(deadline);
  const late = t(key, values);
  const day = dueWords(deadline);
  if (deadline.state !== 'overdue') {
    return (
      <>
        <span className="number whole">{day}</span>
        <div className={`${tone} cell-line`}>{late}</div>
      </>
    );
  }
  const clock = say(deadline.title);
  return (
    <div title={`${day} ${t('case.ofClock', { clock, late })}`}>
      <div className={`${tone} cell-line`}>{late}</div>
      <div className="secondary cell-line">{clock}</div>
      <span className="visually-hidden">{day}</span>
    </div>
  );
}

/** Over, one way or the other: nobody has to keep it any more. */
const OVER: readonly DeadlineOut['state'][] = ['met', 'missed', 'lapsed'];
/** So many are shown at least before somebody asks for all. */
const AT_LEAST = 3;

/** What still runs first. */
export function DeadlineList({ deadlines }: { deadlines: readonly DeadlineOut[] }) {
  const { t, say, sentences } = useWords();
  const running = deadlines.filter(({ state }) => !OVER.includes(state));
  const over = deadlines.filter(({ state }) => OVER.includes(state));
  const line = (deadline: DeadlineOut) => (
    <div className="deadline" key={`${deadline.clock}/${deadline.epoch}`}>
      <div>
        {say(deadline.title)} {deadline.provisional && <Tag color="purple">{t('case.provisional')}</Tag>}
        {deadline.whose !== 'authority' && <Tag>{t(`case.whose_${deadline.whose}`)}</Tag>}
        <div className="secondary">
          <Prose>{sentences(deadline.reasons)}</Prose>
        </div>
      </div>
      <div className="when">
        <Due deadline={deadline} />
      </div>
    </div>
  );
  return (
    <div>
      <Few items={[...running, ...over]} first={Math.max(running.length, AT_LEAST)}>
        {(shown) => shown.map(line)}
      </Few>
    </div>
  );
}
