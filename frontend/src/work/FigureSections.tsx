import type { DaySectionOf } from '@caseway/backend/contract';
import { Link } from 'react-router';
import { useWords } from '../i18n/i18n.ts';

const addressOf = (query: Record<string, string>): string => `/cases?${new URLSearchParams(query)}`;

/** This month so far, against the same days of the month before. */
export function Months({ section: { figures, to, beforeTo } }: { section: DaySectionOf<'months'> }) {
  const { t } = useWords();
  return (
    <>
      <dl className="figures">
        {figures.map(({ key, now, before, query }) => (
          <div className="figure" key={key}>
            <dt>{t(`day.figure_${key}`)}</dt>
            <dd>
              <Link to={addressOf(query)}>{now}</Link>
              <span className="secondary">{t('day.monthBefore', { count: before })}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="secondary day-note">{t('day.monthsNote', { to, beforeTo })}</p>
    </>
  );
}

const COLUMNS = ['urgent', 'overdue', 'supervised', 'open'] as const;
const ALARMING: readonly string[] = ['urgent', 'overdue'];

/** Township by township, where most stands out first; each number opens the ledger. */
export function TownshipTable({ section: { rows, queries } }: { section: DaySectionOf<'townships'> }) {
  const { t, say } = useWords();
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('ledger.township')}</th>
          {COLUMNS.map((column) => (
            <th scope="col" className="n" key={column}>
              {t(`day.column_${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.township.key}>
            <th scope="row">{say(row.township.title)}</th>
            {COLUMNS.map((column) => (
              <td className="n" key={column}>
                {row[column] === 0 ? (
                  <span className="secondary">0</span>
                ) : (
                  <Link
                    className={ALARMING.includes(column) ? 'tone-bad' : ''}
                    to={addressOf({ ...queries[column], township: row.township.key })}
                    aria-label={`${say(row.township.title)} ${t(`day.column_${column}`)} ${row[column]}`}
                  >
                    {row[column]}
                  </Link>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
