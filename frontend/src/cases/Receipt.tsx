import type { ReceiptOut } from '@caseway/backend/contract';
import { dayWords, localDay, localTime, momentWords } from '@caseway/rule-sets';
import { useQuery } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { get } from '../api/client.ts';
import { Loading } from '../common/states.tsx';
import { useWords } from '../i18n/i18n.ts';

/** Whoever comes here by keyboard stands at the beginning of what has come of it. */
const heading = (element: HTMLElement | null): void => element?.focus();

/** What the petitioner takes home. */
export function Receipt() {
  const { t, locale, gap } = useWords();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const receipt = useQuery({
    queryKey: ['receipt', id, locale],
    // Each look at the whole name is recorded: it is read once.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => get<ReceiptOut>(`/cases/${id}/receipt`),
  });
  const day = (on: string) => dayWords(on, locale);
  const moment = (instant: string) => {
    const at = new Date(instant);
    return momentWords({ day: localDay(at), time: localTime(at) }, locale);
  };
  return (
    <main className="receipt">
      <Loading query={receipt}>
        {(data) => {
          const several = data.headcount !== null && data.headcount > 1;
          const others = several ? t('receipt.people', { count: data.headcount ?? 1 }) : '';
          const petitioner = data.petitioner && `${data.petitioner}${locale === 'en' && others ? ' ' : ''}${others}`;
          const rows: [string, string | null][] = [
            [t('receipt.number'), data.number],
            [t('receipt.matter'), data.title],
            [t('receipt.petitioner'), petitioner],
            [t('receipt.received'), day(data.receivedOn)],
            [t('receipt.registered'), moment(data.registeredAt)],
            [t('receipt.path'), data.path],
            [t('receipt.department'), data.department],
            [t('receipt.status'), data.status],
            [t('receipt.why'), data.reason],
            [t('receipt.outcome'), data.outcome],
            [t('receipt.reviewed'), data.reviewed],
            [t('receipt.steps'), data.steps.join(' → ')],
            [t('receipt.next'), data.next.join(t('receipt.or'))],
            [t('receipt.query'), data.query],
          ];
          return (
            <>
              <p className="secondary">{data.township}</p>
              <h1 ref={heading} tabIndex={-1}>
                {t('receipt.title')}
              </h1>
              <table>
                <tbody>
                  {rows
                    .filter(([, value]) => value)
                    .map(([label, value]) => (
                      <tr key={label}>
                        <th scope="row">{label}</th>
                        <td>{value}</td>
                      </tr>
                    ))}
                  {data.deadlines.length > 0 && (
                    <tr>
                      <th scope="row">{t('receipt.deadlines')}</th>
                      <td>
                        {data.deadlines.map(({ title, dueOn, dueTime, fromRegistration, provisional }) => (
                          <div key={title}>
                            {t('common.pair', {
                              label: title,
                              text: dueOn
                                ? momentWords({ day: dueOn, ...(dueTime && { time: dueTime }) }, locale)
                                : t('receipt.resting'),
                            })}{' '}
                            {fromRegistration && t('receipt.fromRegistration')}{' '}
                            {provisional && t('receipt.provisional')}
                          </div>
                        ))}
                      </td>
                    </tr>
                  )}
                </tbody>
              </table>
              {(['told', 'noted'] as const).map(
                (kind) =>
                  data[kind].length > 0 && (
                    <section key={kind}>
                      <h2 className="section-title">{t(`receipt.${kind}`)}</h2>
                      {data[kind].map(({ on, text }) => (
                        <p key={`${on} ${text}`}>
                          {day(on)} {text}
                        </p>
                      ))}
                    </section>
                  ),
              )}
              {data.unreached.length > 0 && (
                <section>
                  <h2 className="section-title">{t('receipt.unreached')}</h2>
                  {data.unreached.map(({ on, text, attempts, givenUpOn }) => (
                    <p key={`${on} ${text}`}>
                      {day(on)} {text}
                      {gap}
                      {attempts.length > 0 && t('receipt.failed', { days: attempts.map(day).join(t('case.and')) })}
                      {givenUpOn
                        ? t('receipt.givenUp', { day: day(givenUpOn) })
                        : attempts.length === 0 && t('receipt.noAttempt')}
                    </p>
                  ))}
                </section>
              )}
              {data.takenIn && <p>{t('receipt.takenIn', { office: data.township })}</p>}
              {data.rights && <p>{data.rights}</p>}
              <Space className="no-print" wrap>
                <Button type="primary" onClick={() => window.print()}>
                  {t('receipt.print')}
                </Button>
                {!data.takenIn && <Button onClick={() => navigate(`/cases/${id}`)}>{t('receipt.toCase')}</Button>}
                <Button onClick={() => navigate('/new')}>{t('receipt.another')}</Button>
              </Space>
            </>
          );
        }}
      </Loading>
    </main>
  );
}
