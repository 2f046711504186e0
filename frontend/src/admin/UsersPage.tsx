import type { UserOut } from '@caseway/backend/contract';
import { ROLES, type Role } from '@caseway/rule-sets';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Modal, Popconfirm, Select, Space, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { call, get } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from '../shell/problem-message.ts';
import { useScopes, useSession } from '../shell/session.tsx';
import { Loading } from '../shell/states.tsx';
import { useAttempt } from '../shell/use-attempt.ts';

interface Created {
  user: UserOut;
  oneTimePassword?: string;
}

interface NewUser {
  username: string;
  displayName: string;
  scopeId: string;
  department?: string;
  roles: Role[];
}

function AddUser({ onClose }: { onClose: (created?: Created) => void }) {
  const { t, say } = useWords();
  const { scopes } = useScopes();
  const [form] = Form.useForm<NewUser>();
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async () => {
    const { roles, department, ...rest } = await form.validateFields();
    try {
      const body = {
        ...rest,
        ...(department && { department }),
        roles: roles.map((role) => ({ role, scopeId: rest.scopeId })),
      };
      onClose((await call<Created>('POST', '/users', { body })).data);
    } catch (error) {
      setFailure(messageOf(error, t));
    }
  };
  return (
    <Modal
      open
      title={t('admin.addUser')}
      okText={t('common.add')}
      cancelText={t('common.cancel')}
      onOk={() => void submit()}
      onCancel={() => onClose()}
    >
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item
          name="username"
          label={t('admin.username')}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,49}$/ }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="displayName" label={t('admin.displayName')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="scopeId" label={t('admin.scope')} rules={[{ required: true }]}>
          <Select options={scopes.map(({ id, title }) => ({ value: id, label: say(title) }))} />
        </Form.Item>
        <Form.Item name="roles" label={t('admin.roles')} rules={[{ required: true }]}>
          <Select mode="multiple" options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))} />
        </Form.Item>
        <Form.Item name="department" label={t('admin.department')}>
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** For what shuts somebody out at once: asked for a second time. */
function Confirmed(props: { label: string; question: string; onConfirm: () => Promise<unknown> }) {
  const { t } = useWords();
  const { label, question, onConfirm } = props;
  return (
    <Popconfirm title={question} onConfirm={onConfirm} okText={label} cancelText={t('common.cancel')}>
      <Button size="small">{label}</Button>
    </Popconfirm>
  );
}

/** People and their roles. */
export function UsersPage() {
  const { t, say } = useWords();
  const { modal } = App.useApp();
  const attempt = useAttempt();
  const { has, session } = useSession();
  const { byId } = useScopes();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const users = useInfiniteQuery({
    queryKey: ['users'],
    queryFn: ({ pageParam }) =>
      get<{ items: UserOut[]; nextCursor: string | null }>('/users', { limit: 100, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const show = (created: Created | undefined) => {
    if (!created?.oneTimePassword) return;
    modal.info({
      title: t('admin.oneTime'),
      content: (
        <Typography.Text copyable code>
          {created.oneTimePassword}
        </Typography.Text>
      ),
    });
  };
  const update = (user: UserOut, body: { status?: 'active' | 'disabled'; resetPassword?: boolean }) =>
    attempt(async () => {
      show((await call<Created>('PATCH', `/users/${user.id}`, { body })).data);
      await queries.invalidateQueries({ queryKey: ['users'] });
    });
  const admin = has('platform-admin');
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('admin.users')}</Typography.Title>
        {admin && (
          <div className="page-actions">
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('admin.addUser')}
            </Button>
          </div>
        )}
      </div>
      <Loading
        query={{ data: users.data?.pages.flatMap(({ items }) => items), error: users.error, refetch: users.refetch }}
      >
        {(items) => (
          <Card styles={{ body: { padding: 0 } }}>
            <Table<UserOut>
              rowKey="id"
              dataSource={items}
              pagination={false}
              scroll={{ x: 800 }}
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
                {
                  title: t('admin.roles'),
                  render: (_, user) => (
                    <Space size={4} wrap>
                      {user.roles.map(({ role, scopeId }) => (
                        <Tag key={`${role}${scopeId}`}>
                          {t(`role.${role}`)} · {say(byId.get(scopeId)?.title)}
                        </Tag>
                      ))}
                    </Space>
                  ),
                },
                { title: t('admin.status'), render: (_, user) => t(`admin.${user.status}`) },
                {
                  title: '',
                  align: 'end',
                  render: (_, user) =>
                    admin && user.id !== session?.user.id ? (
                      <Space>
                        <Confirmed
                          label={t('admin.resetPassword')}
                          question={t('admin.resetAsk', { name: user.displayName })}
                          onConfirm={() => update(user, { resetPassword: true })}
                        />
                        {user.status === 'active' ? (
                          <Confirmed
                            label={t('admin.disable')}
                            question={t('admin.disableAsk', { name: user.displayName })}
                            onConfirm={() => update(user, { status: 'disabled' })}
                          />
                        ) : (
                          <Button size="small" onClick={() => void update(user, { status: 'active' })}>
                            {t('admin.enable')}
                          </Button>
                        )}
                      </Space>
                    ) : null,
                },
              ]}
            />
          </Card>
        )}
      </Loading>
      {users.hasNextPage && <Button onClick={() => void users.fetchNextPage()}>{t('common.loadMore')}</Button>}
      {adding && (
        <AddUser
          onClose={(created) => {
            setAdding(false);
            show(created);
            if (created) void queries.invalidateQueries({ queryKey: ['users'] });
          }}
        />
      )}
    </>
  );
}
