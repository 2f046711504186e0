import type { AuditEntryOut, AuditOut } from '@caseway/backend/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table, Typography } from 'antd';
import { Link } from 'react-router';
import { get } from '../api/client.ts';
import { useSession } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import { exactText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

/** Who did what, and whether the chain of entries is whole. */
export function AuditPage() {
  const { t } = useWords();
  const { has } = useSession();
  const readsCases = has('auditor', 'township-lead');
  const audit = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam }) => get<AuditOut>('/audit', { limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const verification = audit.data?.pages[0]?.verification ?? [];
  const broken = verification.find(({ intact }) => !intact);
  // Who leads a township is told whether the chain holds, and no number of it.
  const counted = verification.every(({ entries }) => entries !== undefined);
  const entries = verification.reduce((sum, chain) => sum + (chain.entries ?? 0), 0);
  const told = {
    intact: counted ? t('admin.intact', { count: entries }) : t('admin.whole'),
    broken: counted ? t('admin.broken', { n: broken?.brokenAt }) : t('admin.notWhole'),
  };
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('admin.audit')}</Typography.Title>
      </div>
      <Loading
        query={{ data: audit.data?.pages.flatMap(({ items }) => items), error: audit.error, refetch: audit.refetch }}
      >
        {(items) => (
          <div className="stack">
            <Alert type={broken ? 'error' : 'success'} showIcon title={broken ? told.broken : told.intact} />
            <Card styles={{ body: { padding: 0 } }}>
              <Table<AuditEntryOut>
                rowKey="id"
                size="small"
                dataSource={items}
                pagination={false}
                scroll={{ x: 760 }}
                expandable={{
                  expandedRowRender: ({ objectType, objectId, before, after }) => (
                    <pre className="as-stored">
                      {JSON.stringify({ object: `${objectType} ${objectId ?? ''}`.trim(), before, after }, null, 2)}
                    </pre>
                  ),
                }}
                columns={[
                  {
                    title: t('admin.when'),
                    width: 190,
                    render: (_, entry) => exactText(entry.at),
                  },
                  {
                    title: t('admin.who'),
                    render: (_, { actorId, actorName }) => (actorId === null ? t('admin.nobody') : actorName),
                  },
                  {
                    title: t('admin.what'),
                    render: (_, { action }) => t(`auditAction.${action.replace('.', '-')}`, { defaultValue: action }),
                  },
                  {
                    title: t('admin.object'),
                    render: (_, { objectType, objectId, after }) => {
                      const { number, username } = (after ?? {}) as { number?: string; username?: string };
                      const kind = t(`auditObject.${objectType}`, { defaultValue: objectType });
                      // A case by its number, which who opens it sees; its id is in the entry.
                      if (objectType === 'case') {
                        const name = number ?? kind;
                        return objectId && readsCases ? <Link to={`/cases/${objectId}`}>{name}</Link> : name;
                      }
                      if (username) return username;
                      return objectType === 'user' || objectType === 'scope' || !objectId
                        ? kind
                        : t('common.pair', { label: kind, text: objectId });
                    },
                  },
                ]}
              />
            </Card>
            {audit.hasNextPage && (
              <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
                {t('common.loadMore')}
              </Button>
            )}
          </div>
        )}
      </Loading>
    </>
  );
}
