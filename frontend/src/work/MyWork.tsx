import type { CaseSummary, TaskOut, WorkOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { get } from '../api/client.ts';
import { ProposalsNotice } from '../cases/clocks/ProposalsNotice.tsx';
import { CaseLine } from '../cases/ledger/CaseLine.tsx';
import { TaskLine } from '../cases/TaskList.tsx';
import { useSession } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';

function Section({ title, items }: { title: string; items: readonly CaseSummary[] }) {
  if (items.length === 0) return null;
  return (
    <Card title={<h2 className="section-title">{title}</h2>}>
      {items.map((item) => (
        <CaseLine key={item.id} item={item} />
      ))}
    </Card>
  );
}

function Tasks({ title, tasks }: { title: string; tasks: readonly TaskOut[] }) {
  if (tasks.length === 0) return null;
  return (
    <Card title={<h2 className="section-title">{title}</h2>}>
      {tasks.map((task) => (
        <TaskLine task={task} key={task.id}>
          <div className="secondary">{task.caseTitle}</div>
          <Link className="number" to={`/cases/${task.caseId}`}>
            {task.caseNumber}
          </Link>
        </TaskLine>
      ))}
    </Card>
  );
}

/** What waits for the one who is signed in: first what is late. */
export function MyWork() {
  const { t } = useWords();
  const { session, has } = useSession();
  const navigate = useNavigate();
  const work = useQuery({ queryKey: ['work'], queryFn: () => get<WorkOut>('/work'), refetchInterval: 120_000 });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('work.title')}</Typography.Title>
        <span className="secondary">{session?.user.displayName}</span>
        <div className="page-actions">
          {has('clerk', 'handler', 'case-lead', 'township-lead', 'centre') && (
            <Button onClick={() => navigate('/cases/find')}>{t('find.title')}</Button>
          )}
          {has('clerk', 'centre') && (
            <Button type="primary" onClick={() => navigate('/new')}>
              {t('nav.newCase')}
            </Button>
          )}
        </div>
      </div>
      <ProposalsNotice />
      <Loading query={work}>
        {({ counts, overdue, dueToday, fresh, tasks, toGive }) => {
          const empty = overdue.length + dueToday.length + fresh.length + tasks.length + toGive.length === 0;
          return (
            <>
              <div className="counts">
                {(['overdue', 'dueToday', 'fresh', 'tasks', 'open'] as const).map((name) => (
                  <div className="count" key={name}>
                    <b className={name === 'overdue' && counts.overdue > 0 ? 'tone-bad' : ''}>{counts[name]}</b>
                    <span className="secondary">{t(`work.${name}`)}</span>
                  </div>
                ))}
              </div>
              {empty && (
                <Card>
                  <Nothing title={t('work.nothing')} help={t('work.nothingHelp')} />
                </Card>
              )}
              <div className="columns even">
                <div className="stack">
                  <Section title={t('work.overdue')} items={overdue} />
                  <Section title={t('work.dueToday')} items={dueToday} />
                  <Section title={t('work.fresh')} items={fresh} />
                </div>
                <div className="stack">
                  <Tasks title={t('work.toGive')} tasks={toGive} />
                  <Tasks title={t('work.tasks')} tasks={tasks} />
                </div>
              </div>
            </>
          );
        }}
      </Loading>
    </>
  );
}
