import type { StatisticsOut } from '@caseway/backend/contract';
import { useWords } from '../i18n/i18n.ts';
import { NumberLink } from './NumberLink.tsx';
import { rateOf } from './rate.ts';

type Figures = StatisticsOut['figures'];
type Measure = 'received' | 'closed' | 'onTime' | 'median';

/** What happened in the time, beside the time before it and the year before; how each of them reads. */
export function Headlines({ figures }: { figures: Figures }) {
  const { t, sentences } = useWords();
  const read = (measure: Measure, { received, closed, closedOnTime, openLate, medianDays }: Figures['now']): string => {
    if (measure === 'received') return String(received);
    if (measure === 'closed') return String(closed);
    if (measure === 'onTime') return rateOf(closedOnTime, closed + openLate) ?? '—';
    return medianDays === null ? '—' : t('statistics.days', { count: medianDays });
  };
  // Of a whole year the time before is the year before.
  const same = figures.before.from === figures.yearBefore.from && figures.before.to === figures.yearBefore.to;
  const against = same ? (['yearBefore'] as const) : (['before', 'yearBefore'] as const);
  const { queries } = figures.now;
  const opens = { received: queries.received, closed: queries.closed, onTime: queries.closedOnTime, median: null };
  return (
    <>
      <div className="counts headlines">
        {(['received', 'closed', 'onTime', 'median'] as const).map((measure) => (
          <div className="count" key={measure}>
            <span className="secondary">{t(`statistics.headline_${measure}`)}</span>
            <b>
              <NumberLink query={opens[measure]} label={t(`statistics.headline_${measure}`)}>
                {read(measure, figures.now)}
              </NumberLink>
            </b>
            {measure === 'onTime' && figures.now.openLate > 0 && (
              <span className="tone-bad against">
                <NumberLink query={queries.openLate}>
                  {t('statistics.openLate', { count: figures.now.openLate })}
                </NumberLink>
              </span>
            )}
            {against.map((name) => (
              <span className="secondary against" key={name}>
                {t(`statistics.${name}`, { figure: read(measure, figures[name]) })}
              </span>
            ))}
          </div>
        ))}
      </div>
      <p className="secondary statistics-note">
        {sentences([
          t('statistics.basis'),
          against
            .map((name) => t(`statistics.${name}`, { figure: `${figures[name].from} – ${figures[name].to}` }))
            .join(t('statistics.semicolon'))
            .replace(/^[a-z]/, (letter) => letter.toUpperCase()),
        ])}
      </p>
    </>
  );
}
