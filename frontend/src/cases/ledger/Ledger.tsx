import { DownloadOutlined, FilterOutlined, UserOutlined } from '@ant-design/icons';
import type { CaseSummary } from '@caseway/backend/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Grid, Input, Typography } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { get, urlOf } from '../../api/client.ts';
import { useSession } from '../../common/session.tsx';
import { Loading, Nothing } from '../../common/states.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { CaseLine } from './CaseLine.tsx';
import { CaseTable } from './CaseTable.tsx';
import { FilterFields } from './FilterFields.tsx';
import { SavedViews } from './SavedViews.tsx';
import { useFilters } from './use-filters.ts';

interface Page {
  items: CaseSummary[];
  nextCursor: string | null;
  total: number;
}

export function Ledger() {
  const { t, locale } = useWords();
  const { has } = useSession();
  const navigate = useNavigate();
  const filters = useFilters();
  const { values, set, replace } = filters;
  const wide = Grid.useBreakpoint().md ?? true;
  const [filtersOpen, setFiltersOpen] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ['cases', values],
    queryFn: ({ pageParam }) => get<Page>('/cases', { ...values, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items);

  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('ledger.title')}</Typography.Title>
        {pages.data && (
          <span className="secondary" role="status">
            {t('common.total', { count: pages.data.pages[0]?.total ?? 0 })}
          </span>
        )}
        <div className="page-actions">
          {!wide && (
            <Button icon={<FilterOutlined />} aria-expanded={filtersOpen} onClick={() => setFiltersOpen(!filtersOpen)}>
              {t('ledger.filters')}
            </Button>
          )}
          {has('clerk', 'handler', 'case-lead', 'township-lead', 'centre') && (
            <Button icon={<UserOutlined />} onClick={() => navigate('/cases/find')}>
              {t('find.title')}
            </Button>
          )}
          <SavedViews current={values as Record<string, string>} onChoose={replace} />
          <Button icon={<DownloadOutlined />} href={urlOf('/cases/export.xlsx', values)} download>
            {t('ledger.export')}
          </Button>
        </div>
      </div>
      <div className="filters">
        <Input.Search
          className="grow"
          aria-label={t('ledger.search')}
          placeholder={t('ledger.search')}
          allowClear
          defaultValue={values.q}
          onSearch={(value) => set('q', value)}
        />
        {(wide || filtersOpen) && <FilterFields filters={filters} />}
      </div>
      <Loading query={{ data: items, error: pages.error, refetch: pages.refetch }}>
        {(cases) =>
          cases.length === 0 ? (
            <Card>
              <Nothing title={t('ledger.empty')} help={t('ledger.emptyHelp')} />
            </Card>
          ) : (
            <>
              {wide ? (
                <CaseTable cases={cases} />
              ) : (
                <Card lang={locale}>
                  {cases.map((item) => (
                    <CaseLine item={item} key={item.id} />
                  ))}
                </Card>
              )}
              {pages.hasNextPage && (
                <div style={{ textAlign: 'center', marginBlockStart: 16 }}>
                  <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    {t('common.loadMore')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loading>
    </>
  );
}
