import type { AuditEntryOut, AuditOut } from '@caseway/backend/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table, Typography } from 'antd';
import { get } from '../api/client.ts';
import { Loading } from '../common/states.tsx';
import { exactText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

/** Who did what, and whether the chain of entries is whole. */
export function AuditPage() {
  const { t } = useWords();
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
                  expandedRowRender: ({ before, after }) => (
                    <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
                      {JSON.stringify({ before, after }, null, 2)}
                    </pre>
                  ),
                }}
                columns={[
                  {
                    title: t('admin.when'),
                    width: 190,
                    render: (_, entry) => exactText(entry.at),
                  },
                  { title: t('admin.who'), dataIndex: 'actorName' },
                  {
                    title: t('admin.what'),
                    render: (_, { action }) => t(`auditAction.${action.replace('.', '-')}`, { defaultValue: action }),
                  },
                  {
                    title: t('admin.object'),
                    render: (_, { objectType, objectId, after }) => {
                      const { number, username } = (after ?? {}) as { number?: string; username?: string };
                      return number ?? username ?? `${objectType} ${objectId ?? ''}`;
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
