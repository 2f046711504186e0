import type { CaseOut, CaseReviews as Reviews } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Tag } from 'antd';
import { Link } from 'react-router';
import { get } from '../../api/client.ts';
import { Prose } from '../../common/Prose.tsx';
import { useWords } from '../../i18n/i18n.ts';

type Offer = Reviews['offers'][number];

/** How a case stands to reviews, and the way to ask for one. Nothing where there is none, and none can be asked for. */
export function CaseReviews({ item, etag }: { item: CaseOut; etag: string | undefined }) {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['reviews', item.id, etag],
    queryFn: () => get<Reviews>(`/cases/${item.id}/reviews`),
  });
  const reviews = query.data;
  if (!reviews || (!reviews.about && reviews.reviewedBy.length === 0 && reviews.offers.length === 0)) return null;
  return (
    <Card title={<h2 className="section-title">{t('review.title')}</h2>}>
      <div className="stack">
        {reviews.about && (
          <p>
            {t('review.about')}{' '}
            <Link to={`/cases/${reviews.about.id}`}>
              {reviews.about.number} {reviews.about.title}
            </Link>{' '}
            {reviews.late && <Tag color="warning">{t('review.late')}</Tag>}
          </p>
        )}
        {reviews.reviewedBy.map(({ id, number, status }) => (
          <p key={id}>
            {t('review.by')} <Link to={`/cases/${id}`}>{number}</Link> <Tag>{t(`case.${status}`)}</Tag>
          </p>
        ))}
        {reviews.offers.map((offer) => (
          <ReviewOffer key={offer.form.key} item={item} offer={offer} />
        ))}
      </div>
    </Card>
  );
}

function ReviewOffer({ item, offer }: { item: CaseOut; offer: Offer }) {
  const { t, say } = useWords();
  const { form, authority, outside, deliveredOn, lastDay, late, mayFile, handsUp } = offer;
  const where = new URLSearchParams({ township: item.township.key, form: form.key, about: item.id });
  return (
    <section className="stack close">
      <p>
        <Prose>
          {deliveredOn === null
            ? t('review.notDelivered')
            : lastDay === null
              ? t('review.delivered', { day: deliveredOn })
              : t(late ? 'review.until' : 'review.untilRuns', { delivered: deliveredOn, day: lastDay })}
        </Prose>
      </p>
      <p className="secondary">
        {t(outside ? 'review.outside' : handsUp ? 'review.handsUp' : 'review.authority', { authority: say(authority) })}
      </p>
      {mayFile && deliveredOn !== null && (
        <div>
          <Link to={`/new?${where}`}>
            <Button>{t('review.ask', { form: say(form.title) })}</Button>
          </Link>
        </div>
      )}
    </section>
  );
}
