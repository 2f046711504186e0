import { EllipsisOutlined } from '@ant-design/icons';
import type { CreatedUser, TermsOut, UserOut } from '@caseway/backend/contract';
import { ROLES, type Role } from '@caseway/rule-sets';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Dropdown, Input, Space, Table, Tag, Typography } from 'antd';
import { useDeferredValue, useState } from 'react';
import { get } from '../api/client.ts';
import { FilterLabel } from '../common/FilterLabel.tsx';
import { Select } from '../common/Select.tsx';
import { useScopes, useSession } from '../common/session.tsx';
import { Loading, Nothing } from '../common/states.tsx';
import { useAttempt } from '../common/use-attempt.ts';
import { useWords } from '../i18n/i18n.ts';
import { HandOverDialog } from './HandOverDialog.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { changePerson } from './person.ts';

interface Asked {
  q: string;
  role?: Role;
  scope?: string;
  status?: 'active' | 'disabled';
}

type Open = { dialog: 'add' } | { dialog: 'edit' | 'hand-over'; user: UserOut };

/** People and their roles. */
export function PeoplePage() {
  const { t, say } = useWords();
  const { modal } = App.useApp();
  const attempt = useAttempt();
  const { session } = useSession();
  const { scopes, byId } = useScopes();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>({ q: '' });
  const [open, setOpen] = useState<Open | null>(null);
  const q = useDeferredValue(asked.q.trim());
  const users = useInfiniteQuery({
    queryKey: ['users', { ...asked, q }],
    queryFn: ({ pageParam }) =>
      get<{ items: UserOut[]; nextCursor: string | null }>('/users', { ...asked, q, limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (before) => before,
  });
  // What stands there answers what was asked before, and moves under the pointer when the answer comes: until then it is not clicked.
  const former = asked.q.trim() !== q || users.isPlaceholderData;
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const departments = new Map(terms.data?.departments.map(({ key, title }) => [key, say(title)]));
  const of = (user: UserOut) => byId.get(user.scopeId);

  const show = (changed: CreatedUser) => {
    void queries.invalidateQueries({ queryKey: ['users'] });
    void queries.invalidateQueries({ queryKey: ['workload'] });
    if (!changed.oneTimePassword) return;
    modal.info({
      title: t('people.oneTimeFor', { name: changed.user.displayName }),
      content: (
        <>
          <p>{t('people.oneTimeHelp')}</p>
          <Typography.Text copyable code>
            {changed.oneTimePassword}
          </Typography.Text>
        </>
      ),
    });
  };
  const ask = (user: UserOut, body: object, label: string, question: string) =>
    modal.confirm({
      title: question,
      okText: label,
      cancelText: t('common.cancel'),
      onOk: () => attempt(async () => show(await changePerson(user, body))),
    });
  const name = (user: UserOut) => ({ name: user.displayName });
  const more = (user: UserOut) => [
    ...(of(user)?.mayHandOver ? [{ key: 'hand-over', label: t('people.handOver') }] : []),
    ...(of(user)?.mayAdminister && user.id !== session?.user.id
      ? [
          { key: 'reset', label: t('admin.resetPassword') },
          user.status === 'active'
            ? { key: 'disable', label: t('admin.disable'), danger: true }
            : { key: 'enable', label: t('admin.enable') },
        ]
      : []),
  ];
  const choose = (user: UserOut, key: string) => {
    if (key === 'hand-over') setOpen({ dialog: 'hand-over', user });
    if (key === 'reset') ask(user, { resetPassword: true }, t('admin.resetPassword'), t('admin.resetAsk', name(user)));
    if (key === 'disable') ask(user, { status: 'disabled' }, t('admin.disable'), t('people.disableAsk', name(user)));
    if (key === 'enable') void attempt(async () => show(await changePerson(user, { status: 'active' })));
  };
  const filter = <K extends 'role' | 'scope' | 'status'>(
    key: K,
    label: string,
    options: { value: NonNullable<Asked[K]>; label: string }[],
  ) => (
    <Select
      allowClear
      aria-label={label}
      placeholder={label}
      prefix={asked[key] && <FilterLabel label={label} />}
      className="choice-narrow"
      popupMatchSelectWidth={false}
      value={asked[key]}
      options={options}
      onChange={(value) => setAsked((before) => ({ ...before, [key]: value }))}
    />
  );

  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('admin.users')}</Typography.Title>
        {scopes.some(({ mayAdminister }) => mayAdminister) && (
          <div className="page-actions">
            <Button type="primary" onClick={() => setOpen({ dialog: 'add' })}>
              {t('admin.addUser')}
            </Button>
          </div>
        )}
      </div>
      <Space wrap className="notice" role="search">
        <Input.Search
          allowClear
          aria-label={t('people.search')}
          placeholder={t('people.search')}
          className="day-find"
          value={asked.q}
          onChange={({ target }) => setAsked((before) => ({ ...before, q: target.value }))}
        />
        {filter(
          'role',
          t('people.role'),
          ROLES.map((role) => ({ value: role, label: t(`role.${role}`) })),
        )}
        {filter(
          'scope',
          t('people.place'),
          scopes.map(({ id, title }) => ({ value: id, label: say(title) })),
        )}
        {filter('status', t('admin.status'), [
          { value: 'active', label: t('admin.active') },
          { value: 'disabled', label: t('admin.disabled') },
        ])}
      </Space>
      <Loading
        query={{ data: users.data?.pages.flatMap(({ items }) => items), error: users.error, refetch: users.refetch }}
      >
        {(items) => (
          <Card styles={{ body: { padding: 0 } }} className="answer" inert={former} aria-busy={former}>
            <Table<UserOut>
              rowKey="id"
              dataSource={items}
              pagination={false}
              scroll={{ x: 860 }}
              locale={{ emptyText: <Nothing title={t('people.none')} help={t('people.noneHelp')} /> }}
              columns={[
                {
                  title: t('admin.displayName'),
                  render: (_, user) => (
                    <>
                      {user.displayName}
                      <div className="number">{user.username}</div>
                    </>
                  ),
                },
                { title: t('people.place'), render: (_, user) => say(byId.get(user.scopeId)?.title) },
                {
                  title: t('admin.department'),
                  render: (_, { department }) => department && (departments.get(department) ?? department),
                },
                {
                  title: t('admin.roles'),
                  render: (_, user) => (
                    <Space size={4} wrap>
                      {user.roles.map(({ role, scopeId }) => (
                        <Tag key={`${role}${scopeId}`}>
                          {scopeId === user.scopeId
                            ? t(`role.${role}`)
                            : `${t(`role.${role}`)} · ${say(byId.get(scopeId)?.title)}`}
                        </Tag>
                      ))}
                    </Space>
                  ),
                },
                { title: t('admin.status'), render: (_, user) => t(`admin.${user.status}`) },
                {
                  title: <span className="visually-hidden">{t('case.actions')}</span>,
                  align: 'end',
                  render: (_, user) => (
                    <Space>
                      {of(user)?.mayAdminister && (
                        <Button size="small" onClick={() => setOpen({ dialog: 'edit', user })}>
                          {t('people.change')}
                        </Button>
                      )}
                      {more(user).length > 0 && (
                        <Dropdown
                          trigger={['click']}
                          menu={{ items: more(user), onClick: ({ key }) => choose(user, key) }}
                        >
                          <Button
                            size="small"
                            icon={<EllipsisOutlined />}
                            aria-label={t('people.moreOf', name(user))}
                          />
                        </Dropdown>
                      )}
                    </Space>
                  ),
                },
              ]}
            />
          </Card>
        )}
      </Loading>
      {users.hasNextPage && <Button onClick={() => void users.fetchNextPage()}>{t('common.loadMore')}</Button>}
      {open?.dialog === 'hand-over' && (
        <HandOverDialog
          user={open.user}
          onClose={() => {
            setOpen(null);
            void queries.invalidateQueries({ queryKey: ['workload'] });
          }}
        />
      )}
      {(open?.dialog === 'add' || open?.dialog === 'edit') && (
        <PersonDialog
          {...(open.dialog === 'edit' && { user: open.user, self: open.user.id === session?.user.id })}
          onClose={(changed) => {
            setOpen(null);
            if (changed) show(changed);
          }}
        />
      )}
    </>
  );
}
