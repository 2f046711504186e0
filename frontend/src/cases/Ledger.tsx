import { DownloadOutlined, FilterOutlined, SaveOutlined } from '@ant-design/icons';
import type { CaseSummary, SavedViewOut, TermsOut } from '@caseway/backend/contract';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Grid, Input, Popover, Select, Space, Table, Tag, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { call, get, urlOf } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from '../shell/problem-message.ts';
import { useScopes } from '../shell/session.tsx';
import { Loading, Nothing } from '../shell/states.tsx';
import { useRemaining } from './DeadlineList.tsx';

interface Page {
  items: CaseSummary[];
  nextCursor: string | null;
  total: number;
}

const FILTERS = [
  'q',
  'status',
  'form',
  'category',
  'path',
  'department',
  'mark',
  'township',
  'place',
  'due',
  'mine',
  'sort',
] as const;
type Filter = (typeof FILTERS)[number];

/** The filters as they stand in the address: a view can be sent to a colleague. */
function useFilters() {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => {
    const found: Partial<Record<Filter, string>> = {};
    for (const name of FILTERS) {
      const value = params.get(name);
      if (value) found[name] = value;
    }
    return found;
  }, [params]);
  const set = (name: Filter, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return { values, set, replace: (next: Record<string, string>) => setParams(next, { replace: true }) };
}

function SavedViews({
  current,
  onChoose,
}: {
  current: Record<string, string>;
  onChoose: (query: Record<string, string>) => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const views = useQuery({ queryKey: ['saved-views'], queryFn: () => get<{ items: SavedViewOut[] }>('/saved-views') });
  const save = async () => {
    try {
      await call('POST', '/saved-views', { body: { name: name.trim(), query: current } });
      setName('');
      await queries.invalidateQueries({ queryKey: ['saved-views'] });
    } catch (error) {
      message.error(messageOf(error, t));
    }
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack" style={{ width: 260 }}>
          {(views.data?.items ?? []).map((view) => (
            <Space key={view.id} style={{ justifyContent: 'space-between', width: '100%' }}>
              <Button type="link" onClick={() => onChoose(view.query)}>
                {view.name}
              </Button>
              <Button
                size="small"
                type="text"
                onClick={() =>
                  void call('DELETE', `/saved-views/${view.id}`).then(() =>
                    queries.invalidateQueries({ queryKey: ['saved-views'] }),
                  )
                }
              >
                {t('common.remove')}
              </Button>
            </Space>
          ))}
          <Space.Compact>
            <Input
              value={name}
              maxLength={60}
              aria-label={t('ledger.viewName')}
              placeholder={t('ledger.viewName')}
              onChange={({ target }) => setName(target.value)}
            />
            <Button icon={<SaveOutlined />} disabled={!name.trim()} onClick={() => void save()}>
              {t('common.save')}
            </Button>
          </Space.Compact>
        </div>
      }
    >
      <Button>{t('ledger.views')}</Button>
    </Popover>
  );
}

/** One case in a list: what it is, where it stands, when it is due. */
export function CaseLine({ item }: { item: CaseSummary }) {
  const { say } = useWords();
  const remaining = useRemaining();
  const next = item.nextDeadline;
  return (
    <div className="case-line">
      <div>
        <Link to={`/cases/${item.id}`}>{item.title}</Link>
        <div className="number">
          {item.number} · {say(item.township.title)}
          {item.place && ` · ${say(item.place.title)}`}
        </div>
        <Space size={4} wrap>
          <Tag>{say(item.step.title)}</Tag>
          {item.marks.map((mark) => (
            <Tag color="orange" key={mark.key}>
              {say(mark.title)}
            </Tag>
          ))}
        </Space>
      </div>
      {next && (
        <div className="when" style={{ textAlign: 'end', flex: 'none' }}>
          <span className="number">{next.dueOn}</span>
          <div className={remaining(next).tone}>{remaining(next).text}</div>
        </div>
      )}
    </div>
  );
}

export function Ledger() {
  const { t, say, locale } = useWords();
  const { townships, villagesOf } = useScopes();
  const { values, set, replace } = useFilters();
  const wide = Grid.useBreakpoint().md ?? true;
  const [filtersOpen, setFiltersOpen] = useState(false);
  const remaining = useRemaining();
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const pages = useInfiniteQuery({
    queryKey: ['cases', values],
    queryFn: ({ pageParam }) => get<Page>('/cases', { ...values, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = pages.data?.pages.flatMap((page) => page.items);
  const options = (list: { key: string; title: { 'zh-CN': string; en: string } }[] | undefined) =>
    (list ?? []).map(({ key, title }) => ({ value: key, label: say(title) }));
  const select = (name: Filter, label: string, choices: { value: string; label: string }[]) => (
    <Select
      key={name}
      aria-label={label}
      placeholder={label}
      allowClear
      value={values[name]}
      options={choices}
      popupMatchSelectWidth={false}
      showSearch={choices.length > 8 ? { optionFilterProp: 'label' } : false}
      onChange={(value) => set(name, value)}
    />
  );
  const township = values.township ?? (townships.length === 1 ? townships[0]?.key : undefined);

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
        {(wide || filtersOpen) && (
          <>
            {select('status', t('ledger.status'), [
              { value: 'open', label: t('ledger.openCases') },
              { value: 'closed', label: t('ledger.closedCases') },
            ])}
            {select('due', t('ledger.due'), [
              { value: 'overdue', label: t('ledger.dueOverdue') },
              { value: 'today', label: t('ledger.dueToday') },
              { value: 'week', label: t('ledger.dueWeek') },
            ])}
            {select('category', t('ledger.category'), options(terms.data?.categories))}
            {select('path', t('ledger.path'), options(terms.data?.paths))}
            {select('department', t('ledger.department'), options(terms.data?.departments))}
            {select('mark', t('ledger.mark'), options(terms.data?.marks))}
            {select('form', t('ledger.form'), options(terms.data?.forms))}
            {townships.length > 1 && select('township', t('ledger.township'), options(townships))}
            {township && select('place', t('ledger.place'), options(villagesOf(township)))}
            {select('sort', t('ledger.sort'), [
              { value: '-receivedOn', label: t('ledger.newest') },
              { value: 'receivedOn', label: t('ledger.oldest') },
              { value: 'due', label: t('ledger.byDue') },
              { value: 'number', label: t('ledger.byNumber') },
            ])}
            <Button
              type={values.mine ? 'primary' : 'default'}
              aria-pressed={Boolean(values.mine)}
              onClick={() => set('mine', values.mine ? undefined : 'true')}
            >
              {t('ledger.mine')}
            </Button>
            {Object.keys(values).length > 0 && <Button onClick={() => replace({})}>{t('common.reset')}</Button>}
          </>
        )}
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
                <Table<CaseSummary>
                  rowKey="id"
                  dataSource={cases}
                  pagination={false}
                  scroll={{ x: 1180 }}
                  columns={[
                    {
                      title: t('ledger.matter'),
                      width: 250,
                      render: (_, item) => (
                        <>
                          <Link to={`/cases/${item.id}`}>{item.title}</Link>
                          <div className="number">{item.number}</div>
                        </>
                      ),
                    },
                    {
                      title: t('ledger.place'),
                      width: 130,
                      render: (_, item) => (
                        <>
                          {say(item.place?.title) || say(item.township.title)}
                          <div className="secondary">{item.petitioner}</div>
                        </>
                      ),
                    },
                    { title: t('ledger.category'), render: (_, item) => say(item.category?.title) || '—' },
                    {
                      title: t('ledger.step'),
                      render: (_, item) => (
                        <>
                          {item.outcome && item.status === 'closed' ? say(item.outcome.title) : say(item.step.title)}
                          <div className="secondary">{say(item.path.title)}</div>
                        </>
                      ),
                    },
                    {
                      title: t('ledger.department'),
                      width: 150,
                      render: (_, item) => (
                        <>
                          {say(item.department?.title)}
                          <div className="secondary">{item.handler?.displayName}</div>
                        </>
                      ),
                    },
                    {
                      title: t('ledger.mark'),
                      render: (_, item) => (
                        <Space size={4} wrap>
                          {item.supervised && <Tag color="red">{t('ledger.supervised')}</Tag>}
                          {item.marks.map((mark) => (
                            <Tag color="orange" key={mark.key}>
                              {say(mark.title)}
                            </Tag>
                          ))}
                        </Space>
                      ),
                    },
                    {
                      title: t('ledger.received'),
                      width: 116,
                      render: (_, item) => <span className="number">{item.receivedOn}</span>,
                    },
                    {
                      title: t('ledger.due'),
                      width: 130,
                      render: (_, item) =>
                        item.nextDeadline ? (
                          <>
                            <span className="number">{item.nextDeadline.dueOn}</span>
                            <div className={remaining(item.nextDeadline).tone}>{remaining(item.nextDeadline).text}</div>
                          </>
                        ) : (
                          <span className="secondary">{item.status === 'closed' ? t('ledger.closedCases') : '—'}</span>
                        ),
                    },
                  ]}
                />
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
