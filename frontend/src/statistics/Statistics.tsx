import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import type { StatisticsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Typography } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { get, urlOf } from '../api/client.ts';
import { FilterLabel } from '../common/FilterLabel.tsx';
import { Select } from '../common/Select.tsx';
import { useScopes } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { Bars } from './Bars.tsx';
import { Headlines } from './Headlines.tsx';
import { MonthChart } from './MonthChart.tsx';
import { NumberLink } from './NumberLink.tsx';
import { PeriodField } from './PeriodField.tsx';

const DAY = 'YYYY-MM-DD';
const TABLES = ['byCategory', 'byPath', 'byTownship', 'byPlace', 'byOutcome', 'byDecision'] as const;

/** Cases received in the time, by how they stand today. */
function Received({ data }: { data: StatisticsOut }) {
  const { t } = useWords();
  return (
    <p className="statistics-received">
      {t('statistics.ofReceived', { count: data.total })}
      {(['open', 'closed', 'onTime', 'late'] as const).map((name) => (
        <span key={name}>
          {t(`statistics.${name}`)}{' '}
          <NumberLink query={data.queries[name]} label={t(`statistics.${name}`)}>
            {data[name]}
          </NumberLink>
        </span>
      ))}
    </p>
  );
}

function Body({ data }: { data: StatisticsOut }) {
  const { t } = useWords();
  const tables = TABLES.filter((name) => name !== 'byTownship' || data.byTownship.length > 1);
  return (
    <>
      <Headlines figures={data.figures} />
      {data.byMonth.length === 0 ? (
        <Card>
          <Nothing title={t('statistics.empty')} help={t('statistics.emptyHelp')} />
        </Card>
      ) : (
        <>
          <Card title={<h2 className="section-title">{t('statistics.byMonth')}</h2>} className="statistics-card">
            <MonthChart rows={data.byMonth} />
          </Card>
          {/* What was closed in the time may all have been received before it. */}
          {data.total > 0 && (
            <>
              <Received data={data} />
              <div className="statistics-columns">
                {tables.map((name) => (
                  <Bars key={name} title={t(`statistics.${name}`)} rows={data[name]} />
                ))}
              </div>
            </>
          )}
        </>
      )}
    </>
  );
}

/** How an office does in a time, against the time before and the year before; every number opens the cases behind it. */
export function Statistics() {
  const { t, say } = useWords();
  const { townships } = useScopes();
  // In the address, so that somebody comes back from the cases behind a number to where they were.
  const [params, setParams] = useSearchParams();
  const to = params.get('to') ?? today();
  const from = params.get('from') ?? dayjs(to).subtract(1, 'year').add(1, 'day').format(DAY);
  const township = params.get('township') ?? undefined;
  const query = { from, to, township };
  const put = (changes: Partial<typeof query>) => {
    const next = Object.entries({ ...query, ...changes }).filter((entry): entry is [string, string] => !!entry[1]);
    setParams(Object.fromEntries(next), { replace: true });
  };
  const statistics = useQuery({
    queryKey: ['statistics', from, to, township],
    queryFn: () => get<StatisticsOut>('/statistics', query),
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('statistics.title')}</Typography.Title>
        <span className="secondary print-only">
          {from} – {to}
        </span>
        <div className="page-actions no-print">
          {townships.length > 1 && (
            <Select
              aria-label={t('statistics.township')}
              placeholder={t('statistics.township')}
              prefix={township && <FilterLabel label={t('statistics.township')} />}
              allowClear
              className="choice"
              value={township}
              options={townships.map(({ key, title }) => ({ value: key, label: say(title) }))}
              onChange={(next) => put({ township: next })}
            />
          )}
          <PeriodField value={[from, to]} onChange={(start, end) => put({ from: start, to: end })} />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {t('common.print')}
          </Button>
          <Button icon={<DownloadOutlined />} href={urlOf('/statistics/export.xlsx', query)} download>
            {t('ledger.export')}
          </Button>
        </div>
      </div>
      <Loading query={statistics}>{(data) => <Body data={data} />}</Loading>
    </>
  );
}
