import type { ImpactDeadlines, ImpactOut } from '@caseway/backend/contract';
import { useWords } from '../../i18n/i18n.ts';

/** Which deadlines the other path makes tighter or looser. Nothing where no path changes. */
export function DeadlineTable({ deadlines }: { deadlines: ImpactDeadlines }) {
  const { t } = useWords();
  const { tighter, looser, sameOrUnknown, byClock } = deadlines;
  if (tighter + looser + sameOrUnknown === 0) return <p className="secondary">{t('impact.noDeadlines')}</p>;
  return (
    <>
      <p>{t('impact.deadlineCounts', { tighter, looser, other: sameOrUnknown })}</p>
      {byClock.length > 0 && (
        <table className="impact-table">
          <caption className="visually-hidden">{t('impact.deadlines')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('impact.clock')}</th>
              <th scope="col">{t('impact.before')}</th>
              <th scope="col">{t('impact.after')}</th>
              <th scope="col">{t('impact.tendency')}</th>
              <th scope="col" className="n">
                {t('impact.cases')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byClock.map(({ clock, label, from, to, tendency, cases }) => (
              <tr key={`${clock} ${from} ${to}`}>
                <th scope="row">{label}</th>
                <td>{from ?? '—'}</td>
                <td>{to ?? '—'}</td>
                <td>{t(`impact.${from === null ? 'clockAdded' : to === null ? 'clockGone' : tendency}`)}</td>
                <td className="n">{cases}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** What the figures do not say: whom they leave out, and what was not known of the cases. */
export function Caveats({ data }: { data: ImpactOut }) {
  const { t } = useWords();
  const { decidedByPerson, failed, missingFacts, unit } = data;
  const notAsked = missingFacts.filter((fact) => fact.notAsked > 0);
  const backFilled = missingFacts.filter((fact) => fact.backFilled > 0);
  const empty = missingFacts.filter((fact) => fact.cases > fact.notAsked);
  const named = (facts: { label: string; n: number }[]) =>
    facts.map((fact) => t('impact.factCount', fact)).join(t('impact.and'));
  return (
    <ul className="impact-caveats">
      <li>{t(unit === 'case' ? 'impact.unitCase' : 'impact.unitOccasion')}</li>
      {decidedByPerson.cases > 0 && (
        <li>
          {t('impact.byPerson', { count: decidedByPerson.cases })}
          {decidedByPerson.changed > 0 && ` ${t('impact.byPersonChanged', { count: decidedByPerson.changed })}`}
        </li>
      )}
      {failed > 0 && <li className="tone-bad">{t('impact.failed', { count: failed })}</li>}
      {notAsked.length > 0 && (
        <li className="tone-warn">
          {t('impact.notAsked', { facts: named(notAsked.map(({ label, notAsked: n }) => ({ label, n }))) })}
        </li>
      )}
      {backFilled.length > 0 && (
        <li>
          {t('impact.backFilled', { facts: named(backFilled.map(({ label, backFilled: n }) => ({ label, n }))) })}
        </li>
      )}
      {empty.length > 0 && (
        <li>
          <details>
            <summary>{t('impact.leftEmpty', { count: empty.length })}</summary>
            {named(empty.map(({ label, cases, notAsked: n }) => ({ label, n: cases - n })))}
          </details>
        </li>
      )}
    </ul>
  );
}
