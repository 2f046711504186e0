import type { ActionOut, CaseOut, DecisionView, TellingOut, TimelineEntry, UnmaskOut } from '@caseway/backend/contract';
import type { FormData } from '@caseway/form-schemas';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Dropdown, Grid, Space, Tag, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call, get } from '../api/client.ts';
import { Few } from '../common/Few.tsx';
import { Jumps } from '../common/Jumps.tsx';
import { Loading } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';
import { ActionDialog } from './ActionDialog.tsx';
import { AttachmentList } from './AttachmentList.tsx';
import { CaseActions } from './CaseActions.tsx';
import { CaseData } from './CaseData.tsx';
import { AssignDialog, ReclassifyDialog, UnmaskDialog } from './CaseDialogs.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { DeadlineList } from './DeadlineList.tsx';
import { DecisionList } from './DecisionList.tsx';
import { LinkedCases } from './earlier/LinkedCases.tsx';
import { OutcomeTag } from './OutcomeTag.tsx';
import { PathDiagram } from './PathDiagram.tsx';
import { RecuseDialog } from './RecuseDialog.tsx';
import { CaseReviews } from './review/CaseReviews.tsx';
import { TaskLine } from './TaskList.tsx';
import { Tellings } from './Tellings.tsx';

type Dialog = 'unmask' | 'reclassify' | 'assign' | 'recuse';

/** Parts of the page in their order where it is one column; each is the id of its heading, too. */
const PARTS = ['deadlines', 'responsible', 'tasks', 'path', 'data', 'decisions', 'timeline', 'attachments'] as const;

/** Tasks that are over shown before somebody asks for all. */
const TASKS_OVER = 2;

function Heading({ part }: { part: (typeof PARTS)[number] }) {
  const { t } = useWords();
  return (
    <h2 className="section-title" id={`case-${part}`} tabIndex={-1}>
      {t(`case.${part}`)}
    </h2>
  );
}

export function CasePage() {
  const { id = '' } = useParams();
  const { locale } = useWords();
  const found = useQuery({
    queryKey: ['case', id, locale],
    queryFn: () => call<CaseOut>('GET', `/cases/${id}`),
  });
  return <Loading query={found}>{({ data, etag }) => <CaseView item={data} etag={etag} key={data.id} />}</Loading>;
}

function CaseView({ item, etag }: { item: CaseOut; etag: string | undefined }) {
  const { t, say, locale } = useWords();
  const navigate = useNavigate();
  const [action, setAction] = useState<ActionOut | null>(null);
  const [letter, setLetter] = useState<TellingOut | null>(null);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [done, setDone] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone: whoever works by keyboard stands at what comes next.
  useEffect(() => {
    if (done === 0) return;
    const next = document.querySelector<HTMLElement>('#actions .ant-btn-primary');
    (next ?? heading.current)?.focus();
  }, [done]);
  const [clear, setClear] = useState<UnmaskOut | null>(null);
  const decisions = useQuery({
    queryKey: ['decisions', item.id, locale, etag],
    queryFn: () => get<{ items: DecisionView[] }>(`/cases/${item.id}/decisions`),
  });
  const timeline = useQuery({
    queryKey: ['timeline', item.id, locale, etag],
    queryFn: () => get<{ items: TimelineEntry[] }>(`/cases/${item.id}/timeline`),
  });
  const open = item.status === 'open';
  const beside = Grid.useBreakpoint().lg ?? true;
  const overOf = ({ doneAt, cancelledAt }: CaseOut['tasks'][number]) => doneAt !== null || cancelledAt !== null;
  const tasks = [...item.tasks.filter((task) => !overOf(task)), ...item.tasks.filter(overOf).toReversed()];
  const close = () => setDialog(null);
  const more = [
    ...(item.mayCorrect ? (['correct'] as const) : []),
    ...(item.mayReclassify ? (['reclassify'] as const) : []),
    ...(open && item.mayAssign ? (['assign'] as const) : []),
    ...(item.mayRecuse ? (['recuse'] as const) : []),
  ];
  return (
    <>
      <div className="page-head">
        <div>
          <Typography.Title level={1} ref={heading} tabIndex={-1}>
            {item.title}
          </Typography.Title>
          <Space size={8} wrap>
            <span className="number">{item.number}</span>
            <Tag color={open ? 'blue' : 'default'}>{open ? t('case.open') : t('case.closed')}</Tag>
            {item.outcome && (
              <OutcomeTag outcome={item.outcome} reviewed={item.reviewed} onItsWay={item.outcomeOnItsWay} />
            )}
            {item.supervised && <Tag color="red">{t('ledger.supervised')}</Tag>}
            {item.marks.map((mark) => (
              <Tag color="orange" key={mark.key}>
                {say(mark.title)}
              </Tag>
            ))}
            {item.headcount !== null && item.headcount > 1 && <Tag>{t('case.people', { count: item.headcount })}</Tag>}
          </Space>
        </div>
        <div className="page-actions">
          <Button onClick={() => navigate(`/cases/${item.id}/receipt`)}>{t('case.receipt')}</Button>
          {more.length > 0 && (
            <Dropdown
              trigger={['click']}
              menu={{
                items: more.map((key) => ({ key, label: t(`case.${key}`) })),
                onClick: ({ key }) =>
                  key === 'correct' ? navigate(`/cases/${item.id}/correct`) : setDialog(key as Dialog),
              }}
            >
              <Button>{t('common.more')}</Button>
            </Dropdown>
          )}
        </div>
      </div>
      {!beside && <Jumps items={PARTS.map((part) => ({ id: `case-${part}`, title: t(`case.${part}`) }))} />}
      <div className="columns case-columns">
        <aside className="stack case-next" aria-label={t('case.actions')}>
          <CaseActions item={item} onAct={setAction} onDeliver={setLetter} />
          <Card title={<Heading part="deadlines" />}>
            <DeadlineList deadlines={item.deadlines} />
          </Card>
          <Tellings {...{ item, etag }} recorded={letter} onRecord={setLetter} />
          <Card title={<Heading part="responsible" />}>
            <dl className="facts">
              <dt>{t('ledger.category')}</dt>
              <dd>{say(item.category?.title) || t('newCase.unclear')}</dd>
              <dt>{t('ledger.department')}</dt>
              <dd>
                {[item.department, ...item.jointDepartments]
                  .map((part) => say(part?.title))
                  .filter(Boolean)
                  .join(' + ') || '—'}
              </dd>
              <dt>{t('case.handler')}</dt>
              <dd>
                {item.handler?.displayName ?? '—'}
                {item.standsIn && (
                  <div className="secondary">{t('case.standsIn', { department: say(item.department?.title) })}</div>
                )}
              </dd>
              <dt>{t('case.lead')}</dt>
              <dd>{item.caseLead?.displayName ?? '—'}</dd>
              {item.keptOut.length > 0 && <dt>{t('case.keptOut')}</dt>}
              {item.keptOut.length > 0 && <dd>{item.keptOut.map(({ title }) => say(title)).join(' · ')}</dd>}
              <dt>{t('case.level')}</dt>
              <dd>{say(item.level?.title) || '—'}</dd>
              {item.sessions.length > 0 && <dt>{t('case.sessions')}</dt>}
              {item.sessions.length > 0 && <dd>{item.sessions.map(({ title }) => say(title)).join(' · ')}</dd>}
            </dl>
          </Card>
          <Card title={<Heading part="tasks" />}>
            <Few items={tasks} first={tasks.filter((task) => !overOf(task)).length + TASKS_OVER}>
              {(shown) => shown.map((task) => <TaskLine task={task} key={task.id} />)}
            </Few>
          </Card>
        </aside>
        <div className="stack case-main">
          <Card title={<Heading part="path" />} extra={<span className="secondary">{say(item.path.title)}</span>}>
            <PathDiagram path={item.pathDefinition} passed={item.passed} course={item.course} closed={!open} />
          </Card>
          <Card
            title={<Heading part="data" />}
            extra={
              item.mayUnmask &&
              clear === null && (
                <Button size="small" onClick={() => setDialog('unmask')}>
                  {t('case.unmask')}
                </Button>
              )
            }
          >
            <CaseData form={item.formDefinition} data={(clear ?? item).data as FormData} />
            <p className="secondary">
              {say(item.form.title)} · {t('case.formVersion', { n: item.formVersion })}
            </p>
          </Card>
          <Card title={<Heading part="decisions" />}>
            <Loading query={decisions}>{({ items }) => <DecisionList decisions={items} caseId={item.id} />}</Loading>
          </Card>
          <Card title={<Heading part="timeline" />}>
            <Loading query={timeline}>
              {({ items }) => <CaseTimeline entries={items} clear={clear?.history ?? []} />}
            </Loading>
          </Card>
        </div>
        <aside className="stack case-rest" aria-label={t('case.about')}>
          <LinkedCases item={item} mayLink={item.mayLink} />
          <CaseReviews item={item} etag={etag} />
          <Card title={<Heading part="attachments" />}>
            <AttachmentList item={item} mayAdd={item.mayAddPapers} />
          </Card>
        </aside>
      </div>
      {action && (
        <ActionDialog
          item={item}
          etag={etag}
          action={action}
          onClose={() => setAction(null)}
          onDone={() => setDone((count) => count + 1)}
        />
      )}
      {dialog === 'unmask' && <UnmaskDialog {...{ item, etag }} onClose={close} onShown={setClear} />}
      {dialog === 'reclassify' && <ReclassifyDialog {...{ item, etag }} onClose={close} />}
      {dialog === 'assign' && <AssignDialog {...{ item, etag }} onClose={close} />}
      {dialog === 'recuse' && <RecuseDialog {...{ item, etag }} onClose={close} onDone={() => navigate('/cases')} />}
    </>
  );
}
