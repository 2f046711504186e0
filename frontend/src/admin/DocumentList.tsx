import type { ConfigKind, DocumentSummary } from '@caseway/backend/contract';
import { parseJson } from '@caseway/form-schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Card, Input, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call, get } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { messageOf } from '../common/problem-message.ts';
import { useScopes, useSession } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import { jsonProblem } from '../common/typed-json.ts';
import { useWords } from '../i18n/i18n.ts';
import { KINDS } from './kinds.ts';
import { NewForm } from './NewForm.tsx';

function NewDocument({ kind, onClose }: { kind: ConfigKind; onClose: () => void }) {
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const create = async () => {
    try {
      const content = parseJson(text) as { key: string };
      await call('POST', `/${kind}`, { body: { content } });
      await queries.invalidateQueries({ queryKey: ['documents', kind] });
      navigate(`/admin/${kind}/${content.key}`);
    } catch (error) {
      message.error(jsonProblem(error, t, locale) ?? messageOf(error, t));
    }
  };
  return (
    <Dialog
      open
      title={t('admin.new')}
      okText={t('common.add')}
      cancelText={t('common.cancel')}
      onOk={() => void create()}
      onCancel={onClose}
      width={720}
    >
      <p className="secondary">{t('admin.newHelp')}</p>
      <Input.TextArea
        aria-label={t('admin.source')}
        value={text}
        autoSize={{ minRows: 10, maxRows: 20 }}
        onChange={({ target }) => setText(target.value)}
      />
    </Dialog>
  );
}

/** The documents of one kind: which versions there are, which drafts, and where what is in force. */
export function DocumentList({ kind }: { kind: ConfigKind }) {
  const { t, say } = useWords();
  const { has } = useSession();
  const { byId, townships } = useScopes();
  const [adding, setAdding] = useState(false);
  const documents = useQuery({
    queryKey: ['documents', kind],
    queryFn: () => get<{ items: DocumentSummary[] }>(`/${kind}`),
  });
  const force = (item: DocumentSummary): string => {
    const versions = new Set(item.inForce.map(({ version }) => version));
    if (versions.size === 0) return t('admin.nowhere');
    const [only] = versions;
    if (versions.size === 1 && item.inForce.length === townships.length) {
      return `${t('common.all')} · ${t('common.version', { n: only })}`;
    }
    return item.inForce
      .map(({ townshipId, version }) => `${say(byId.get(townshipId)?.title)} ${t('common.version', { n: version })}`)
      .join(' · ');
  };
  return (
    <>
      <div className="page-head">
        <Typography.Title level={1}>{t(KINDS[kind].label)}</Typography.Title>
        {has('platform-admin', 'policy-admin') && (
          <div className="page-actions">
            <Button onClick={() => setAdding(true)}>{t('admin.new')}</Button>
          </div>
        )}
      </div>
      <Loading query={documents}>
        {({ items }) => (
          <Card styles={{ body: { padding: 0 } }}>
            <Table<DocumentSummary>
              rowKey="key"
              dataSource={items}
              pagination={false}
              scroll={{ x: 720 }}
              columns={[
                {
                  title: t('admin.title'),
                  render: (_, item) => (
                    <>
                      <Link to={`/admin/${kind}/${item.key}`}>{say(item.title)}</Link>
                      <div className="number">{item.key}</div>
                      {item.draftTitle && say(item.draftTitle) !== say(item.title) && (
                        <div className="secondary">
                          {t('common.pair', { label: t('admin.draft'), text: say(item.draftTitle) })}
                        </div>
                      )}
                    </>
                  ),
                },
                { title: t('admin.subkind'), render: (_, item) => (item.subkind ? t(`admin.${item.subkind}`) : '') },
                {
                  title: t('admin.latest'),
                  render: (_, item) => (item.latestVersion ? t('common.version', { n: item.latestVersion }) : '—'),
                },
                {
                  title: t('admin.draft'),
                  render: (_, item) =>
                    item.hasDraft ? (
                      <Tag color="gold">
                        {t('admin.draft')} {item.draftUpdatedBy?.displayName}
                      </Tag>
                    ) : (
                      <span className="secondary">{t('admin.noDraft')}</span>
                    ),
                },
                { title: t('admin.inForce'), render: (_, item) => <span className="secondary">{force(item)}</span> },
              ]}
            />
          </Card>
        )}
      </Loading>
      {adding && kind === 'forms' && <NewForm forms={documents.data?.items ?? []} onClose={() => setAdding(false)} />}
      {adding && kind !== 'forms' && <NewDocument kind={kind} onClose={() => setAdding(false)} />}
    </>
  );
}
