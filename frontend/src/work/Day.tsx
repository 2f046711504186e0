import type { DayOut, DaySection } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Input, Typography } from 'antd';
import { Link, useNavigate } from 'react-router';
import { get } from '../api/client.ts';
import { ProposalsNotice } from '../cases/clocks/ProposalsNotice.tsx';
import { useSession } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { longDay } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { CaseList, DecisionList, SessionList, TaskList, WaitingList } from './CaseSections.tsx';
import { CalendarList, DraftList, ReleaseList } from './ConfigurationSections.tsx';
import { Months, TownshipTable } from './FigureSections.tsx';
import { Register } from './Register.tsx';

function Body({ section }: { section: DaySection }) {
  switch (section.kind) {
    case 'register':
      return <Register section={section} />;
    case 'cases':
      return <CaseList section={section} />;
    case 'decisions':
      return <DecisionList section={section} />;
    case 'tasks':
      return <TaskList section={section} />;
    case 'waiting':
      return <WaitingList section={section} />;
    case 'sessions':
      return <SessionList section={section} />;
    case 'months':
      return <Months section={section} />;
    case 'townships':
      return <TownshipTable section={section} />;
    case 'drafts':
      return <DraftList section={section} />;
    case 'releases':
      return <ReleaseList section={section} />;
    case 'calendars':
      return <CalendarList section={section} />;
  }
}

/** What is read at a glance stands beside what is worked through. */
const ASIDE: readonly DaySection['kind'][] = ['months', 'calendars'];
/** Counted by something else than what waits. */
const UNCOUNTED: readonly DaySection['kind'][] = ['register', 'months', 'townships', 'calendars'];

function Section({ section }: { section: DaySection }) {
  const { t } = useWords();
  const counted = !UNCOUNTED.includes(section.kind);
  const query = 'query' in section ? section.query : null;
  return (
    <Card
      className="day-section"
      title={
        <h2 className="section-title" id={`day-${section.key}`}>
          {t(`day.${section.key}`)} {counted && <span className="number">{section.total}</span>}
        </h2>
      }
      extra={query && <Link to={`/cases?${new URLSearchParams(query)}`}>{t('day.inLedger')}</Link>}
    >
      <Body section={section} />
    </Card>
  );
}

/** What has nothing in it is one line; where nothing is there at all, what will come. */
function Empty({ sections, all }: { sections: readonly DaySection[]; all: boolean }) {
  const { t, list, sentences } = useWords();
  if (sections.length === 0) return null;
  if (all) {
    return (
      <Card>
        <Nothing title={t('day.nothing')} help={sentences(sections.map(({ key }) => t(`day.${key}Help`)))} />
      </Card>
    );
  }
  return (
    <p className="secondary day-empty">{t('day.none', { what: list(sections.map(({ key }) => t(`day.${key}`))) })}</p>
  );
}

function Sections({ sections }: { sections: readonly DaySection[] }) {
  const full = sections.filter(({ total }) => total > 0);
  const empty = sections.filter(({ total }) => total === 0);
  const main = full.filter(({ kind }) => !ASIDE.includes(kind));
  const aside = full.filter(({ kind }) => ASIDE.includes(kind));
  const shown = (some: readonly DaySection[]) => some.map((one) => <Section key={one.key} section={one} />);
  return (
    <div className={aside.length > 0 ? 'columns' : ''}>
      <div className="stack">
        {shown(main)}
        <Empty sections={empty} all={main.every(({ kind }) => kind === 'register')} />
      </div>
      {aside.length > 0 && <div className="stack">{shown(aside)}</div>}
    </div>
  );
}

/** The day of the one who is signed in: by their roles what waits, what is due, and what they begin. */
export function Day() {
  const { t, locale } = useWords();
  const { has } = useSession();
  const navigate = useNavigate();
  const day = useQuery({
    queryKey: ['work', 'day'],
    queryFn: () => get<DayOut>('/work/day'),
    refetchInterval: 120_000,
  });
  const works = has('clerk', 'handler', 'case-lead', 'township-lead', 'centre');
  const registers = has('clerk', 'centre') && day.data?.sections.every(({ kind }) => kind !== 'register');
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('work.title')}</Typography.Title>
        {day.data && <span className="secondary">{longDay(day.data.today, locale)}</span>}
        <div className="page-actions">
          {works && (
            <>
              <Input.Search
                className="day-find"
                aria-label={t('ledger.search')}
                placeholder={t('ledger.search')}
                onSearch={(text) => text.trim() && navigate(`/cases?${new URLSearchParams({ q: text.trim() })}`)}
              />
              <Button onClick={() => navigate('/cases/find')}>{t('find.title')}</Button>
            </>
          )}
          {registers && (
            <Button type="primary" onClick={() => navigate('/new')}>
              {t('nav.newCase')}
            </Button>
          )}
        </div>
      </div>
      <ProposalsNotice />
      <Loading query={day}>{({ sections }) => <Sections sections={sections} />}</Loading>
    </>
  );
}
