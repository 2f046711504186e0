import type { DaySectionOf, LastActOut, TaskOut, WaitingOut } from '@caseway/backend/contract';
import { Link } from 'react-router';
import { CaseLine } from '../cases/ledger/CaseLine.tsx';
import { TaskLine } from '../cases/TaskList.tsx';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

/** Cases, each with its receipt where they were registered just now. */
export function CaseList({ section }: { section: DaySectionOf<'cases'> }) {
  const { t } = useWords();
  return section.cases.map((item) => (
    <CaseLine key={item.id} item={item} to={section.key === 'undelivered' ? '#tellings' : ''}>
      {section.key === 'registered-today' && <Link to={`/cases/${item.id}/receipt`}>{t('receipt.title')}</Link>}
    </CaseLine>
  ));
}

/** A task away from its case. */
function Alone({ task }: { task: TaskOut }) {
  return (
    <TaskLine task={task}>
      <div className="secondary">{task.caseTitle}</div>
      <Link className="number" to={`/cases/${task.caseId}`}>
        {task.caseNumber}
      </Link>
    </TaskLine>
  );
}

/** A case with the tasks on it. A task that is the step is done by the step's action: to it the case leads. */
function Waiting({ item: { case: item, tasks } }: { item: WaitingOut }) {
  if (!item) return tasks.map((task) => <Alone key={task.id} task={task} />);
  const others = tasks.filter(({ kind }) => kind !== 'step');
  return (
    <CaseLine item={item} to={others.length < tasks.length ? '#actions' : ''}>
      {others.map((task) => (
        <TaskLine key={task.id} task={task} />
      ))}
    </CaseLine>
  );
}

export function TaskList({ section }: { section: DaySectionOf<'tasks'> }) {
  return section.tasks.map((task) => <Alone key={task.id} task={task} />);
}

export function WaitingList({ section }: { section: DaySectionOf<'waiting'> }) {
  return section.items.map((item) => <Waiting key={item.case?.id ?? item.tasks[0]?.id} item={item} />);
}

function LastAct({ act: { by, at, title, reasons } }: { act: LastActOut }) {
  const { t, say } = useWords();
  return (
    <blockquote className="said">
      <div className="secondary">
        {t('day.lastAct', { name: by?.displayName ?? '—', at: momentText(at), act: say(title) })}
      </div>
      {reasons && <div className="said-words">{reasons}</div>}
    </blockquote>
  );
}

/** What waits for a decision, with what the one before wrote. */
export function DecisionList({ section }: { section: DaySectionOf<'decisions'> }) {
  return section.items.map(({ case: item, last }) => (
    <CaseLine key={item.id} item={item} to="#actions">
      {last && <LastAct act={last} />}
    </CaseLine>
  ));
}

export function SessionList({ section }: { section: DaySectionOf<'sessions'> }) {
  const { t, say } = useWords();
  return section.items.map(({ session, on, total, query, cases }) => (
    <section key={session.key} className="day-part">
      <div className="day-part-head">
        <h3>
          {say(session.title)} <span className="number">{total}</span>
        </h3>
        {on && <span className="secondary">{t('day.heldOn', { day: on })}</span>}
        <Link className="day-part-more" to={`/cases?${new URLSearchParams(query)}`}>
          {t('day.inLedger')}
        </Link>
      </div>
      {cases.map((item) => (
        <CaseLine key={item.id} item={item} />
      ))}
    </section>
  ));
}
