import type { StatisticsOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Card, DatePicker, Select, Table, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { EFFECT_COLOURS } from '../cases/effect-colours.ts';
import { FilterLabel } from '../common/FilterLabel.tsx';
import { useScopes } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

const DAY = 'YYYY-MM-DD';

interface BarsProps {
  title: string;
  rows: StatisticsOut['byCategory'] | StatisticsOut['byOutcome'];
}

/** What stands in no colour of an effect stands in the one blue. */
const toneOf = (term: BarsProps['rows'][number]['term']): string | undefined =>
  'effect' in term && term.effect ? EFFECT_COLOURS[term.effect] : undefined;

function Bars({ title, rows }: BarsProps) {
  const { say } = useWords();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  if (rows.length === 0) return null;
  return (
    <Card title={<h2 className="section-title">{title}</h2>}>
      {rows.map(({ term, count }) => (
        <div className="bar-row" key={`${term.key} ${say(term.title)}`}>
          <span>{say(term.title)}</span>
          <div className="bar" data-tone={toneOf(term)} style={{ width: `${(count / most) * 100}%` }} />
          <span className="n">{count}</span>
        </div>
      ))}
    </Card>
  );
}

/** Counts by kind, path, place and outcome; never by person. */
export function Statistics() {
  const { t, say } = useWords();
  const { townships } = useScopes();
  const [range, setRange] = useState<[string, string]>(() => [dayjs(today()).subtract(1, 'year').format(DAY), today()]);
  const [township, setTownship] = useState<string | undefined>();
  const statistics = useQuery({
    queryKey: ['statistics', range, township],
    queryFn: () => get<StatisticsOut>('/statistics', { from: range[0], to: range[1], township }),
  });
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('statistics.title')}</Typography.Title>
        <div className="page-actions">
          {townships.length > 1 && (
            <Select
              aria-label={t('statistics.township')}
              placeholder={t('statistics.township')}
              prefix={township && <FilterLabel label={t('statistics.township')} />}
              allowClear
              style={{ minWidth: 150 }}
              value={township}
              options={townships.map(({ key, title }) => ({ value: key, label: say(title) }))}
              onChange={setTownship}
            />
          )}
          <DatePicker.RangePicker
            aria-label={t('statistics.period')}
            allowClear={false}
            value={[dayjs(range[0]), dayjs(range[1])]}
            onChange={(days) => days?.[0] && days[1] && setRange([days[0].format(DAY), days[1].format(DAY)])}
          />
        </div>
      </div>
      <Loading query={statistics}>
        {(data) =>
          data.total === 0 ? (
            <Card>
              <Nothing title={t('statistics.empty')} />
            </Card>
          ) : (
            <>
              <div className="counts">
                {(['total', 'open', 'closed', 'onTime', 'late'] as const).map((name) => (
                  <div className="count" key={name}>
                    <b>{data[name]}</b>
                    <span className="secondary">{t(`statistics.${name}`)}</span>
                  </div>
                ))}
              </div>
              <div className="columns even">
                <Bars title={t('statistics.byCategory')} rows={data.byCategory} />
                <Bars title={t('statistics.byPath')} rows={data.byPath} />
                {data.byTownship.length > 1 && <Bars title={t('statistics.byTownship')} rows={data.byTownship} />}
                <Bars title={t('statistics.byPlace')} rows={data.byPlace} />
                <Bars title={t('statistics.byOutcome')} rows={data.byOutcome} />
                <Bars title={t('statistics.byDecision')} rows={data.byDecision} />
                <Card className="wide" title={<h2 className="section-title">{t('statistics.byMonth')}</h2>}>
                  <Table
                    size="small"
                    rowKey="month"
                    pagination={false}
                    dataSource={data.byMonth.toReversed()}
                    columns={[
                      { title: '', dataIndex: 'month' },
                      { title: t('statistics.received'), dataIndex: 'received', align: 'end' },
                      { title: t('statistics.closed'), dataIndex: 'closed', align: 'end' },
                    ]}
                  />
                </Card>
              </div>
            </>
          )
        }
      </Loading>
    </>
  );
}
