import type { ConfigKind, PlaceOut } from '@caseway/backend/contract';
import { useQueries } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router';
import { get } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { KIND_NAMES, KINDS } from './kinds.ts';

interface Placed {
  message: string;
  places?: readonly PlaceOut[] | undefined;
}

interface Listed {
  items: { key: string; title: { 'zh-CN': string; en: string } }[];
}

const isKind = (kind: string): kind is ConfigKind => (KIND_NAMES as string[]).includes(kind);

/** The way to a place of a document, in words: opens its editor there. */
export function PlaceLink({ place, title }: { place: PlaceOut; title: string }) {
  const { t } = useWords();
  const { kind, key, pointer } = place;
  if (!isKind(kind) || key === '') return null;
  return (
    <Link to={`/admin/${kind}/${key}${pointer ? `#${pointer}` : ''}`}>
      {t(KINDS[kind].one)} {place.title ? t('common.pair', { label: title, text: place.title }) : title}
    </Link>
  );
}

/** The title of any document by its place; its key until titles are there. */
export function useTitles(places: readonly PlaceOut[]): (place: PlaceOut) => string {
  const { say } = useWords();
  const kinds = KIND_NAMES.filter((kind) => places.some((place) => place.kind === kind));
  const lists = useQueries({
    queries: kinds.map((kind) => ({ queryKey: ['documents', kind], queryFn: () => get<Listed>(`/${kind}`) })),
  });
  return ({ kind, key }) => {
    const list = lists[kinds.indexOf(kind as ConfigKind)]?.data;
    return say(list?.items.find((item) => item.key === key)?.title) || key;
  };
}

/** What does not hold together, each with the way to both of its places. */
export function PlacedList({ items }: { items: readonly Placed[] }) {
  const titleOf = useTitles(items.flatMap(({ places }) => places ?? []));
  return (
    <ul className="placed-list">
      {items.map(({ message, places = [] }) => (
        <li key={`${message} ${places.map(({ key, pointer }) => key + pointer).join(' ')}`}>
          {message}
          <div className="secondary">
            {places.map((place, index) => (
              <Fragment key={`${place.kind}/${place.key}${place.pointer}`}>
                {index > 0 && ' · '}
                <PlaceLink place={place} title={titleOf(place)} />
              </Fragment>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
