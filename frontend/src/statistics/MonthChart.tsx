import type { StatisticsOut } from '@caseway/backend/contract';
import { useWords } from '../i18n/i18n.ts';
import { NumberLink } from './NumberLink.tsx';
import { monthsBetween } from './rate.ts';

type Row = StatisticsOut['byMonth'][number];
const SERIES = ['received', 'closed'] as const;
const HEIGHT = 160;
/** A year's months have their names; of more, only the first of each year. */
const NAMED = 18;

/** Months without anything, between others, are there all the same. */
function filled(rows: readonly Row[]): { month: string; received: number; closed: number }[] {
  const known = new Map(rows.map((row) => [row.month, row]));
  return monthsBetween(rows[0]?.month ?? '', rows.at(-1)?.month ?? '').map(
    (month) => known.get(month) ?? { month, received: 0, closed: 0 },
  );
}

/** Month by month as columns, and the same as a table, where each number opens the ledger. */
export function MonthChart({ rows }: { rows: readonly Row[] }) {
  const { t } = useWords();
  const months = filled(rows);
  const most = Math.max(1, ...months.flatMap(({ received, closed }) => [received, closed]));
  const named = (month: string): boolean => months.length <= NAMED || month.endsWith('-01');
  return (
    <>
      <div className="month-legend" aria-hidden="true">
        {SERIES.map((name) => (
          <span key={name}>
            <i className={`month-key ${name}`} /> {t(`statistics.headline_${name}`)}
          </span>
        ))}
      </div>
      <div className="months" aria-hidden="true" style={{ height: HEIGHT + 26 }}>
        {months.map((row) => (
          <div className="month" key={row.month}>
            <div className="month-columns" style={{ height: HEIGHT }}>
              {SERIES.map((name) => (
                <div className={`month-column ${name}`} key={name} style={{ height: `${(row[name] / most) * 100}%` }}>
                  {row[name] > 0 && months.length <= NAMED && <span>{row[name]}</span>}
                </div>
              ))}
            </div>
            <span className="month-name">{named(row.month) ? row.month.slice(2) : ''}</span>
          </div>
        ))}
      </div>
      <details className="month-table">
        <summary>{t('statistics.asTable')}</summary>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('statistics.month')}</th>
              {SERIES.map((name) => (
                <th scope="col" className="n" key={name}>
                  {t(`statistics.headline_${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.toReversed().map(({ month, queries, ...row }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                {SERIES.map((name) => (
                  <td className="n" key={name}>
                    <NumberLink
                      query={row[name] > 0 ? queries[name] : null}
                      label={`${month} ${t(`statistics.headline_${name}`)}`}
                    >
                      {row[name]}
                    </NumberLink>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
