import type { ScopeOut } from '@caseway/backend/contract';
import { Alert, Button, Card, Form, Input, Modal, Select, Table, Typography } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from '../shell/problem-message.ts';
import { useScopes, useSession } from '../shell/session.tsx';

interface NewScope {
  parentId: string;
  key: string;
  zh: string;
  en: string;
}

interface Branch extends ScopeOut {
  children?: Branch[];
}

/** The tree of places as rows within rows. */
function branches(scopes: readonly ScopeOut[], parents: readonly ScopeOut[]): Branch[] {
  return parents.map((scope) => {
    const children = scopes.filter(({ parentId }) => parentId === scope.id);
    return children.length > 0 ? { ...scope, children: branches(scopes, children) } : scope;
  });
}

function AddScope({ onClose }: { onClose: (added: boolean) => void }) {
  const { t, say } = useWords();
  const { scopes, byId } = useScopes();
  const [form] = Form.useForm<NewScope>();
  const [failure, setFailure] = useState<string | null>(null);
  const submit = async () => {
    const { parentId, key, zh, en } = await form.validateFields();
    const kind = byId.get(parentId)?.kind === 'district' ? 'township' : 'village';
    try {
      await call('POST', '/townships', { body: { parentId, kind, key, title: { 'zh-CN': zh, en } } });
      onClose(true);
    } catch (error) {
      setFailure(messageOf(error, t));
    }
  };
  const parents = scopes.filter(({ kind }) => kind !== 'village');
  return (
    <Modal
      open
      title={t('admin.addScope')}
      okText={t('common.add')}
      cancelText={t('common.cancel')}
      onOk={() => void submit()}
      onCancel={() => onClose(false)}
    >
      {failure && <Alert type="error" showIcon title={failure} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="parentId" label={t('admin.within')} rules={[{ required: true }]}>
          <Select options={parents.map(({ id, title }) => ({ value: id, label: say(title) }))} />
        </Form.Item>
        <Form.Item name="zh" label={t('admin.nameZh')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item name="en" label={t('admin.nameEn')} rules={[{ required: true }]}>
          <Input />
        </Form.Item>
        <Form.Item
          name="key"
          label={t('admin.key')}
          extra={t('admin.scopeKeyHelp')}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{1,49}$/ }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** The district, its townships, and their villages. */
export function TownshipsPage() {
  const { t, say } = useWords();
  const { has, reload } = useSession();
  const { scopes, byId } = useScopes();
  const [adding, setAdding] = useState(false);
  const roots = scopes.filter(({ parentId }) => parentId === null || !byId.has(parentId));
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t('nav.scopes')}</Typography.Title>
        {has('platform-admin') && (
          <div className="page-actions">
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('admin.addScope')}
            </Button>
          </div>
        )}
      </div>
      <p className="secondary">{t('admin.scopesHelp')}</p>
      <Card styles={{ body: { padding: 0 } }}>
        <Table<Branch>
          rowKey="id"
          dataSource={branches(scopes, roots)}
          pagination={false}
          expandable={{ defaultExpandAllRows: true }}
          columns={[
            { title: t('admin.title'), render: (_, scope) => say(scope.title) },
            { title: t('admin.key'), render: (_, scope) => <span className="number">{scope.key}</span> },
          ]}
        />
      </Card>
      {adding && (
        <AddScope
          onClose={(added) => {
            setAdding(false);
            if (added) void reload();
          }}
        />
      )}
    </>
  );
}
