import type { CaseSummary, WorkOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { call, get } from '../api/client.ts';
import { CaseLine } from '../cases/ledger/CaseLine.tsx';
import { useWords } from '../i18n/i18n.ts';
import { useSession } from '../shell/session.tsx';
import { Loading, Nothing } from '../shell/states.tsx';
import { dueText } from '../shell/times.ts';
import { useAttempt } from '../shell/use-attempt.ts';

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

/** What waits for the one who is signed in: first what is late. */
export function MyWork() {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const attempt = useAttempt();
  const { session, has } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const work = useQuery({ queryKey: ['work'], queryFn: () => get<WorkOut>('/work'), refetchInterval: 120_000 });
  const finish = (id: string) =>
    attempt(async () => {
      await call('POST', `/work/tasks/${id}/done`, {});
      message.success(t('work.doneSaid'));
      await queries.invalidateQueries({ queryKey: ['work'] });
    });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('work.title')}</Typography.Title>
        <span className="secondary">{session?.user.displayName}</span>
        {has('clerk', 'centre') && (
          <div className="page-actions">
            <Button type="primary" onClick={() => navigate('/new')}>
              {t('nav.newCase')}
            </Button>
          </div>
        )}
      </div>
      <Loading query={work}>
        {({ counts, overdue, dueToday, fresh, tasks }) => {
          const empty = overdue.length + dueToday.length + fresh.length + tasks.length === 0;
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
                {tasks.length > 0 && (
                  <Card title={<h2 className="section-title">{t('work.tasks')}</h2>}>
                    {tasks.map((task) => (
                      <div className="case-line" key={task.id}>
                        <div>
                          <Link to={`/cases/${task.caseId}`}>{say(task.title)}</Link>
                          <div className="secondary">{task.caseTitle}</div>
                          <div className="number">
                            {task.caseNumber}
                            {task.dueAt && ` · ${t('work.due', { day: dueText(task.dueAt) })}`}
                          </div>
                        </div>
                        <Button size="small" onClick={() => void finish(task.id)}>
                          {t('work.done')}
                        </Button>
                      </div>
                    ))}
                  </Card>
                )}
              </div>
            </>
          );
        }}
      </Loading>
    </>
  );
}
