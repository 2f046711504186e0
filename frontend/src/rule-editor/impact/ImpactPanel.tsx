import type { ImpactEffect, ImpactExample, ImpactOut } from '@caseway/backend/contract';
import { Alert, Button, Card, DatePicker, Progress, Result, Skeleton } from 'antd';
import dayjs from 'dayjs';
import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { messageOf } from '../../common/problem-message.ts';
import { Select } from '../../common/Select.tsx';
import { useScopes } from '../../common/session.tsx';
import { Nothing } from '../../common/states.tsx';
import { useWords } from '../../i18n/i18n.ts';
import type { PanelProps } from '../panel-props.ts';
import { flowOf } from './flow.ts';
import './impact.css';
import { today } from '../../common/times.ts';
import { Caveats, DeadlineTable } from './ImpactNotes.tsx';
import { LoadBars } from './LoadBars.tsx';
import { TransitionTable } from './TransitionTable.tsx';
import { type ImpactFilter, useImpact } from './use-impact.ts';
import { useTryExample } from './use-try-example.ts';

const DAY = 'YYYY-MM-DD';
const MONTHS = 18;

// The chart library comes only when there is something to draw.
const FlowPicture = lazy(async () => ({ default: (await import('./FlowPicture.tsx')).FlowPicture }));

function Filters({ filter, onChange }: { filter: ImpactFilter; onChange: (next: ImpactFilter) => void }) {
  const { t, say } = useWords();
  const { townships } = useScopes();
  return (
    <div className="filters">
      {townships.length > 1 && (
        <Select
          className="grow"
          mode="multiple"
          aria-label={t('impact.townships')}
          placeholder={t('impact.allTownships')}
          value={filter.townships}
          options={townships.map(({ id, title }) => ({ value: id, label: say(title) }))}
          onChange={(chosen: string[]) => onChange({ ...filter, townships: chosen.toSorted() })}
        />
      )}
      <DatePicker.RangePicker
        className="grow"
        aria-label={t('impact.period')}
        allowClear={false}
        value={[dayjs(filter.from), dayjs(filter.to)]}
        onChange={(days) =>
          days?.[0] && days[1] && onChange({ ...filter, from: days[0].format(DAY), to: days[1].format(DAY) })
        }
      />
    </div>
  );
}

function Headline({ data, behind }: { data: ImpactOut; behind: boolean }) {
  const { t } = useWords();
  const { cases, changed, unit, ready, progress } = data;
  const name = changed === 0 ? 'nothingChanges' : 'headline';
  return (
    <div className="impact-headline" data-behind={behind || undefined}>
      <p role="status" aria-live="polite" data-testid="impact-headline">
        {ready === 'sample' && `${t('impact.sampleMark')} `}
        {t(`impact.${name}${unit === 'case' ? '' : 'Occasions'}`, { cases, count: changed })}
      </p>
      {ready === 'sample' && (
        <div className="secondary">
          {t(progress.limited ? 'impact.limited' : 'impact.sample', { loaded: progress.loaded, total: progress.total })}
          <Progress
            aria-label={t('impact.reading')}
            percent={Math.floor((progress.loaded / Math.max(1, progress.total)) * 100)}
            size="small"
          />
        </div>
      )}
    </div>
  );
}

function Effect({ effect, tryExample }: { effect: ImpactEffect } & Pick<FiguresProps, 'tryExample'>) {
  const { t } = useWords();
  const { transitions, leftOut, flows } = effect;
  const rest = t('impact.others');
  const flow = useMemo(() => flowOf(flows, rest), [flows, rest]);
  return (
    <>
      {transitions.length > 0 && (
        <Card title={<h3 className="section-title">{t('impact.changes')}</h3>}>
          <Suspense fallback={<Skeleton active />}>
            <FlowPicture flow={flow} />
          </Suspense>
          <TransitionTable transitions={transitions} leftOut={leftOut} tryExample={tryExample} />
        </Card>
      )}
      <Card title={<h3 className="section-title">{t('impact.load')}</h3>}>
        <LoadBars params={effect.byParam} />
      </Card>
    </>
  );
}

interface FiguresProps {
  data: ImpactOut;
  behind: boolean;
  tryExample: (example: ImpactExample) => Promise<void>;
}

/** Drawn anew with new figures only, not with every key. */
const Figures = memo(function Figures({ data, behind, tryExample }: FiguresProps) {
  const { t } = useWords();
  if (data.ready === 'exact' && data.cases + data.decidedByPerson.cases === 0) {
    return (
      <Card>
        <Nothing title={t('impact.empty')} help={t('impact.emptyHelp')} />
      </Card>
    );
  }
  const paths = data.chained ?? data;
  return (
    <>
      <Headline data={data} behind={behind} />
      <Effect effect={data} tryExample={tryExample} />
      {data.chained && (
        <>
          <h3 className="impact-part">{t('impact.chained', { count: data.chained.changed })}</h3>
          <Effect effect={data.chained} tryExample={tryExample} />
        </>
      )}
      <Card title={<h3 className="section-title">{t('impact.deadlines')}</h3>}>
        <DeadlineTable deadlines={paths.deadlines} />
      </Card>
      <Card title={<h3 className="section-title">{t('impact.caveats')}</h3>}>
        <Caveats data={data} />
      </Card>
    </>
  );
});

/** What the draft would change over past cases, while it is being written. */
export function ImpactPanel({ ruleSetKey, ruleSet, facts, tryCase, stopped }: PanelProps) {
  const { t } = useWords();
  const [filter, setFilter] = useState<ImpactFilter>(() => ({
    townships: [],
    from: dayjs(today()).subtract(MONTHS, 'month').add(1, 'day').format(DAY),
    to: today(),
  }));
  const { data, error, behind, isFetching, refetch } = useImpact(ruleSetKey, ruleSet, filter, stopped);
  const { tryExample, failure, forget } = useTryExample(ruleSetKey, facts, tryCase);

  return (
    <section className="stack impact" aria-label={t('impact.title')} aria-busy={isFetching}>
      <p className="secondary">{t('impact.help')}</p>
      <Filters filter={filter} onChange={setFilter} />
      {failure && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failure}
          closable={{ 'aria-label': t('common.close'), onClose: forget }}
        />
      )}
      {error && data && !stopped && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('impact.stale')}
          description={messageOf(error, t)}
          action={
            <Button size="small" onClick={() => void refetch()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {stopped ? (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('impact.errorsFirst')}
          description={t('impact.errorsFirstHelp')}
        />
      ) : data ? (
        <Figures data={data} behind={behind} tryExample={tryExample} />
      ) : error ? (
        <Result
          status="warning"
          title={t('impact.failedTitle')}
          subTitle={messageOf(error, t)}
          extra={<Button onClick={() => void refetch()}>{t('common.retry')}</Button>}
        />
      ) : (
        <div role="status" aria-label={t('impact.reading')}>
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      )}
    </section>
  );
}
