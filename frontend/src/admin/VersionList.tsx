import type { ConfigKind, VersionOut } from '@caseway/backend/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Popconfirm, Space, Tag } from 'antd';
import { useState } from 'react';
import { get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { dayText, momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { type Side, VersionDiff } from './VersionDiff.tsx';

interface Props {
  kind: ConfigKind;
  documentKey: string;
  /** Names the draft as it is stored. */
  draftTag: string;
  /** Absent: the reader may not. */
  onRestore?: (version: number) => Promise<void>;
  goTo?: (pointer: string) => void;
}

interface Page {
  items: VersionOut[];
  nextCursor: string | null;
}

/** Where a version is in force, and, folded, where it was. */
function InForce({ places }: { places: VersionOut['inForce'] }) {
  const { t, say } = useWords();
  const now = places.filter(({ to }) => to === null);
  const ended = places.filter(({ to }) => to !== null);
  return (
    <>
      {now.length > 0 && (
        <div>
          {t('versions.inForce')}{' '}
          {now.map(({ townshipId, township, from, by, reason }) => (
            <Tag color="green" key={townshipId} title={[by?.displayName, reason].filter(Boolean).join(' · ')}>
              {say(township)} · {t('versions.since', { day: dayText(from) })}
            </Tag>
          ))}
        </div>
      )}
      {ended.length > 0 && (
        <details>
          <summary className="secondary">{t('versions.wasInForce', { count: ended.length })}</summary>
          <ul className="secondary">
            {ended.map(({ townshipId, township, from, to, reason, by }) => (
              <li key={`${townshipId} ${from}`}>
                {say(township)} {dayText(from)}–{to && dayText(to)}
                {by && ` · ${by.displayName}`} · {reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Entry({
  version,
  isLatest,
  onCompare,
  onRestore,
}: {
  version: VersionOut;
  isLatest: boolean;
  onCompare: () => void;
  onRestore?: ((version: number) => Promise<void>) | undefined;
}) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const { number, note, publishedBy, publishedAt, inForce } = version;
  const at = momentText(publishedAt);
  const restore = async () => {
    setBusy(true);
    await onRestore?.(number);
    setBusy(false);
  };
  return (
    <li className="version">
      <div className="version-head">
        <h3>
          {t('common.version', { n: number })} {isLatest && <Tag color="blue">{t('admin.latest')}</Tag>}
        </h3>
        <Space wrap size={4}>
          <Button size="small" onClick={onCompare}>
            {number > 1 ? t('versions.whatChanged') : t('versions.againstDraft')}
            <span className="visually-hidden"> · {t('common.version', { n: number })}</span>
          </Button>
          {onRestore && (
            <Popconfirm
              title={t('versions.restoreSure', { n: number })}
              description={<div className="confirm-text">{t('versions.restoreHelp')}</div>}
              onConfirm={() => void restore()}
              okText={t('versions.restore')}
              cancelText={t('common.cancel')}
            >
              <Button size="small" loading={busy}>
                {t('versions.restore')}
                <span className="visually-hidden"> · {t('common.version', { n: number })}</span>
              </Button>
            </Popconfirm>
          )}
        </Space>
      </div>
      <p className="version-note">{note}</p>
      <div className="secondary">
        {publishedBy?.displayName ?? t('versions.system')} · <time dateTime={publishedAt}>{at}</time>
      </div>
      <InForce places={inForce} />
    </li>
  );
}

/** The history of a document: who published what and why, where it is in force, what differs, and a way back. */
export function VersionList({ kind, documentKey, draftTag, onRestore, goTo }: Props) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<{ from: number; to: Side } | null>(null);
  const versions = useInfiniteQuery({
    queryKey: ['versions', kind, documentKey],
    queryFn: ({ pageParam }) => get<Page>(`/${kind}/${documentKey}/versions`, { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = versions.data?.pages.flatMap((page) => page.items);
  return (
    <Loading query={{ data: items, error: versions.error, refetch: versions.refetch }}>
      {(all) => {
        const latest = all[0]?.number;
        if (latest === undefined) return <Nothing title={t('versions.none')} help={t('versions.noneHelp')} />;
        const { from, to } = chosen ?? { from: latest, to: 'draft' as Side };
        const numbers = all.map(({ number }) => ({ value: number as Side, label: t('common.version', { n: number }) }));
        return (
          <div className="stack">
            <Card size="small" title={<h2 className="section-title">{t('versions.compare')}</h2>}>
              <div className="compare">
                <Select
                  aria-label={t('versions.from')}
                  value={from}
                  options={numbers.map(({ value, label }) => ({ value: value as number, label }))}
                  onChange={(value: number) => setChosen({ from: value, to })}
                />
                <span aria-hidden>→</span>
                <Select<Side>
                  aria-label={t('versions.to')}
                  value={to}
                  options={[{ value: 'draft', label: t('admin.draft') }, ...numbers]}
                  onChange={(value) => setChosen({ from, to: value })}
                />
              </div>
              <VersionDiff
                key={`${from} ${to}`}
                {...{ kind, documentKey, from, to, draftTag }}
                {...(goTo && { goTo })}
              />
            </Card>
            <ol className="versions" aria-label={t('admin.versions')}>
              {all.map((version) => (
                <Entry
                  key={version.number}
                  version={version}
                  isLatest={version.number === latest}
                  onRestore={onRestore}
                  onCompare={() =>
                    setChosen(
                      version.number > 1
                        ? { from: version.number - 1, to: version.number }
                        : { from: version.number, to: 'draft' },
                    )
                  }
                />
              ))}
            </ol>
            {versions.hasNextPage && (
              <Button loading={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
                {t('common.loadMore')}
              </Button>
            )}
          </div>
        );
      }}
    </Loading>
  );
}
