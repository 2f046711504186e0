import type { CreatedUser, Person, TermsOut, UserOut, WorkloadOut } from '@caseway/backend/contract';
import { ROLES } from '@caseway/rule-sets';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { get, newKey } from '../api/client.ts';
import { byNameOrKey } from '../common/by-name-or-key.ts';
import { Dialog } from '../common/Dialog.tsx';
import { TextLine } from '../common/room.tsx';
import { Select } from '../common/Select.tsx';
import { useScopes } from '../common/session.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';
import { addPerson, changePerson, liesWithin, type PersonDraft, rolesAt } from './person.ts';

interface Props {
  /** Absent: somebody new. */
  user?: UserOut;
  /** True: the person is the one who edits; nobody takes their own roles away. */
  self?: boolean;
  onClose: (changed?: CreatedUser) => void;
}

/** Adds or changes a person; what is typed stays where the server refuses. */
export function PersonDialog({ user, self = false, onClose }: Props) {
  const { t, say } = useWords();
  const { scopes, byId } = useScopes();
  const [form] = Form.useForm<PersonDraft>();
  const refusal = useRefusal(Form.useWatch([], form));
  const [busy, setBusy] = useState(false);
  const [key] = useState(newKey);
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms'), staleTime: 300_000 });
  const home = Form.useWatch('scopeId', form) ?? user?.scopeId;
  const handles = (Form.useWatch('roles', form) ?? user?.roles ?? []).some((grant) => grant?.role === 'handler');
  const places = scopes
    .filter(({ closed, id }) => !closed || id === user?.scopeId)
    .map(({ id, title }) => ({ value: id, label: say(title) }));
  const within = home ? places.filter(({ value }) => liesWithin(byId, value, home)) : places;
  const needed = (label: string) => [{ required: true, message: t('field.required', { field: label }) }];

  const submit = async () => {
    const draft = await form.validateFields();
    setBusy(true);
    refusal.forget();
    try {
      const { username: _, handOverTo, department, ...rest } = draft;
      const body = { ...rest, department: department ?? null, ...(handOverTo && { handOverTo }) };
      const { scopeId, roles, ...own } = body;
      onClose(user ? await changePerson(user, self ? own : { ...own, scopeId, roles }) : await addPerson(draft, key));
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      width={600}
      title={user ? t('people.edit', { name: user.displayName }) : t('admin.addUser')}
      okText={t(user ? 'common.save' : 'common.add')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: busy }}
      onOk={() => void submit()}
      onCancel={() => onClose()}
    >
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      <Form<PersonDraft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={user ? { ...user } : { roles: [{}] }}
        onValuesChange={(changed: Partial<PersonDraft>) => {
          if (!changed.scopeId) return;
          form.setFieldValue('roles', rolesAt(byId, changed.scopeId, form.getFieldValue('roles') ?? []));
        }}
      >
        <Form.Item
          name="username"
          label={t('admin.username')}
          extra={user ? undefined : t('people.usernameHelp')}
          rules={
            user ? [] : [{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,49}$/, message: t('people.usernameHelp') }]
          }
        >
          <Input autoComplete="off" disabled={user !== undefined} />
        </Form.Item>
        <Form.Item name="displayName" label={t('admin.displayName')} rules={needed(t('admin.displayName'))}>
          <TextLine autoComplete="off" room={100} />
        </Form.Item>
        <Form.Item name="scopeId" label={t('people.place')} rules={needed(t('people.place'))}>
          <Select disabled={self} options={places} showSearch={{ filterOption: byNameOrKey }} />
        </Form.Item>
        <Form.Item
          name="department"
          label={t('admin.department')}
          extra={t('people.departmentHelp')}
          dependencies={['roles']}
          rules={handles ? [{ required: true, message: t('people.handlerDepartment') }] : []}
        >
          <Select
            allowClear
            options={(terms.data?.departments ?? []).map(({ key, title }) => ({ value: key, label: say(title) }))}
          />
        </Form.Item>
        <Form.List name="roles">
          {(fields, { add, remove }) => (
            <Form.Item label={t('admin.roles')} extra={self ? t('people.ownRoles') : undefined}>
              {fields.map(({ key, name }, index) => (
                <Space key={key} align="baseline" wrap>
                  <Form.Item name={[name, 'role']} rules={needed(t('people.role'))} noStyle>
                    <Select
                      disabled={self}
                      aria-label={t('people.roleOf', { n: index + 1 })}
                      placeholder={t('people.role')}
                      className="choice"
                      options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'scopeId']} rules={needed(t('people.roleAt'))} noStyle>
                    <Select
                      disabled={self}
                      aria-label={t('people.roleAtOf', { n: index + 1 })}
                      placeholder={t('people.roleAt')}
                      className="choice-wide"
                      options={within}
                    />
                  </Form.Item>
                  {!self && fields.length > 1 && (
                    <Button
                      type="text"
                      onClick={() => remove(name)}
                      aria-label={t('people.removeRole', { n: index + 1 })}
                    >
                      {t('common.remove')}
                    </Button>
                  )}
                </Space>
              ))}
              {!self && (
                <div className="set-off">
                  <Button size="small" onClick={() => add({ scopeId: home })}>
                    {t('people.addRole')}
                  </Button>
                </div>
              )}
            </Form.Item>
          )}
        </Form.List>
        {user && !self && <HandOverField user={user} />}
      </Form>
    </Dialog>
  );
}

/** Who takes over what the person can no longer work on, where there is something. */
function HandOverField({ user }: { user: UserOut }) {
  const { t } = useWords();
  const workload = useQuery({
    queryKey: ['workload', user.id],
    queryFn: () => get<WorkloadOut>(`/users/${user.id}/workload`),
  });
  const takers = useTakers(user);
  if (!workload.data || workload.data.cases + workload.data.tasks === 0) return null;
  return (
    <Form.Item name="handOverTo" label={t('people.handOverTo')} extra={t('people.leaveHelp', { ...workload.data })}>
      <Select allowClear placeholder={t('people.byOrder')} options={takers} />
    </Form.Item>
  );
}

/** People who can take over: those who take work at the person's place. */
export function useTakers(user: UserOut): { value: string; label: string }[] {
  const query = useQuery({
    queryKey: ['takers', user.scopeId],
    queryFn: async () => {
      const lists = await Promise.all(
        (['handler', 'case-lead', 'centre', 'township-lead'] as const).map((role) =>
          get<{ items: Person[] }>('/users/assignable', { role, scope: user.scopeId }),
        ),
      );
      return [...new Map(lists.flatMap(({ items }) => items).map((person) => [person.id, person])).values()];
    },
  });
  return (query.data ?? [])
    .filter(({ id }) => id !== user.id)
    .map(({ id, displayName }) => ({ value: id, label: displayName }));
}
