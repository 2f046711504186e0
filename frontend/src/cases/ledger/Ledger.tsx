import { DownloadOutlined, FilterOutlined, UserOutlined } from '@ant-design/icons';
import type { LedgerOut } from '@caseway/backend/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Grid, Input, Typography } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { get, urlOf } from '../../api/client.ts';
import { useSession } from '../../common/session.tsx';
import { Loading, Nothing } from '../../common/states.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { BroughtFilters } from './BroughtFilters.tsx';
import { CaseLine } from './CaseLine.tsx';
import { CaseTable } from './CaseTable.tsx';
import { ColumnChoice } from './ColumnChoice.tsx';
import { FilterFields } from './FilterFields.tsx';
import { SavedViews } from './SavedViews.tsx';
import { SortField } from './SortField.tsx';
import { useColumns } from './use-columns.ts';
import { useFilters } from './use-filters.ts';

/** As the server sorts where nothing is asked. */
const USUAL_SORT = '-receivedOn';

/** How many fit the filter, and how they stand. */
function Totals({ totals: { total, open, overdue, closed } }: { totals: LedgerOut['totals'] }) {
  const { t } = useWords();
  return (
    <span className="secondary" role="status">
      {t('common.total', { count: total })}
      {total > 0 && t('ledger.totals', { open, overdue, closed })}
    </span>
  );
}

/** The ledger: cases found by what they are filtered by, in the order asked for. */
export function Ledger() {
  const { t } = useWords();
  const { has } = useSession();
  const navigate = useNavigate();
  const filters = useFilters();
  const { values, set, replace } = filters;
  const [columns, chooseColumns] = useColumns();
  const sort = values.sort ?? USUAL_SORT;
  const wide = Grid.useBreakpoint().md ?? true;
  const [filtersOpen, setFiltersOpen] = useState(false);
  const pages = useInfiniteQuery({
    queryKey: ['cases', values],
    queryFn: ({ pageParam }) => get<LedgerOut>('/cases', { ...values, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items);

  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('ledger.title')}</Typography.Title>
        {pages.data?.pages[0] && <Totals totals={pages.data.pages[0].totals} />}
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
          {wide && <ColumnChoice chosen={columns} onChoose={chooseColumns} />}
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
        {!wide && <SortField value={sort} onChange={(next) => set('sort', next)} />}
      </div>
      <BroughtFilters filters={filters} />
      <Loading query={{ data: items, error: pages.error, refetch: pages.refetch }}>
        {(cases) =>
          cases.length === 0 ? (
            <Card>
              <Nothing title={t('ledger.empty')} help={t('ledger.emptyHelp')} />
            </Card>
          ) : (
            <>
              {wide ? (
                <CaseTable cases={cases} columns={columns} sort={sort} onSort={(next) => set('sort', next)} />
              ) : (
                <ul className="case-cards">
                  {cases.map((item) => (
                    <li key={item.id}>
                      <CaseLine item={item} />
                    </li>
                  ))}
                </ul>
              )}
              {pages.hasNextPage && (
                <div className="load-more">
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
