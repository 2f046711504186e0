import type { CheckOut, ConfigKind, DraftOut, VersionOut } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Input, Modal, Popconfirm, Space, Tabs, Typography } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { ApiProblem, call } from '../api/client.ts';
import { useDebounced } from '../cases/use-debounced.ts';
import { useWords } from '../i18n/i18n.ts';
import type { EditorPanel } from '../rule-editor/panel-props.ts';
import { RuleSetEditor } from '../rule-editor/RuleSetEditor.tsx';
import { documentOf, documentText, type EditedDocument, typeText } from '../rule-editor/source/document.ts';
import { useHistory } from '../rule-editor/use-history.ts';
import { messageOf } from '../shell/problem-message.ts';
import { useSession } from '../shell/session.tsx';
import { Loading } from '../shell/states.tsx';
import { FindingList } from './FindingList.tsx';
import { FormPreview } from './FormPreview.tsx';
import { JsonEditor, type JsonEditorHandle } from './JsonEditor.tsx';
import { KINDS } from './kinds.ts';
import { TryIt } from './TryIt.tsx';
import { VersionList } from './VersionList.tsx';

interface Loaded {
  data: DraftOut;
  etag: string | undefined;
}

export function DocumentEditor({ kind }: { kind: ConfigKind }) {
  const { key = '' } = useParams();
  const draft = useQuery({
    queryKey: ['draft', kind, key],
    queryFn: () => call<DraftOut>('GET', `/${kind}/${key}/draft`),
    refetchOnWindowFocus: false,
  });
  return <Loading query={draft}>{(loaded) => <Editor kind={kind} loaded={loaded} key={`${kind}/${key}`} />}</Loading>;
}

const stamps = new WeakMap<object, number>();
let lastStamp = 0;

/** A number for a content: the same object, the same number. Cheaper to compare at every keystroke than what it says. */
function stampOf(content: object): number {
  const stamp = stamps.get(content) ?? ++lastStamp;
  stamps.set(content, stamp);
  return stamp;
}

/** Source beside what it makes: nothing is lost when somebody else saves, and nothing is published that does not check. */
function Editor({ kind, loaded }: { kind: ConfigKind; loaded: Loaded }) {
  const { t, say, locale } = useWords();
  const { message } = App.useApp();
  const { has } = useSession();
  const queries = useQueryClient();
  const editor = useRef<JsonEditorHandle>(null);
  const { key } = loaded.data;
  const stored = useMemo(() => JSON.stringify(loaded.data.content, null, 2), [loaded.data.content]);
  const history = useHistory<EditedDocument>(documentOf(loaded.data.content));
  const text = documentText(history.value);
  const { content: lastGood, brokenLine } = history.value;
  const setText = (next: string) =>
    history.edit(t('ruleEditor.editJson'), (document) => typeText(document, next), 'source');
  const [etag, setEtag] = useState(loaded.etag);
  const [saved, setSaved] = useState(stored);
  const [lost, setLost] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [busy, setBusy] = useState(false);
  const mayEdit = has('platform-admin', 'policy-admin');
  const content = brokenLine === undefined ? lastGood : null;
  const settled = useDebounced(lastGood, 600);
  const check = useQuery({
    queryKey: ['check', kind, key, locale, stampOf(settled)],
    queryFn: async () =>
      (await call<CheckOut>('POST', `/${kind}/${key}/draft/check`, { body: { content: settled } })).data,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const findings = check.data?.findings ?? [];
  const [liveErrors, setLiveErrors] = useState(0);
  const errors = Math.max(liveErrors, findings.filter(({ severity }) => severity === 'error').length);
  const dirty = text !== saved;

  const save = async (over?: string): Promise<boolean> => {
    if (!content) return false;
    setBusy(true);
    setFailure(null);
    try {
      const answer = await call<DraftOut>('PUT', `/${kind}/${key}/draft`, { body: { content }, ifMatch: over ?? etag });
      setEtag(answer.etag);
      setSaved(text);
      setLost(false);
      message.success(t('admin.saved'));
      void queries.invalidateQueries({ queryKey: ['documents', kind] });
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 412) setLost(true);
      else setFailure(messageOf(error, t));
      return false;
    } finally {
      setBusy(false);
    }
  };

  const loadLatest = async () => {
    const latest = await call<DraftOut>('GET', `/${kind}/${key}/draft`);
    const document = documentOf(latest.data.content);
    history.reset(document);
    setSaved(documentText(document));
    setEtag(latest.etag);
    setLost(false);
  };

  const overwrite = async () => {
    const latest = await call<DraftOut>('GET', `/${kind}/${key}/draft`);
    await save(latest.etag);
  };

  const publish = async (note: string) => {
    if (dirty && !(await save())) return;
    try {
      const { data } = await call<VersionOut>('POST', `/${kind}/${key}/versions`, { body: { note } });
      message.success(t('admin.published', { n: data.number }));
      setPublishing(false);
      await queries.invalidateQueries();
      await loadLatest();
    } catch (error) {
      setPublishing(false);
      setFailure(messageOf(error, t));
    }
  };

  const discard = async () => {
    try {
      await call('DELETE', `/${kind}/${key}/draft`);
      await loadLatest();
      await queries.invalidateQueries({ queryKey: ['documents', kind] });
    } catch (error) {
      setFailure(messageOf(error, t));
    }
  };

  const title = lastGood.title as FormDefinition['title'] | undefined;
  const panels = useMemo<EditorPanel[]>(
    () => [
      {
        key: 'try',
        label: t('admin.tryIt'),
        tries: true,
        render: ({ ruleSet, ruleSetKey }, tried) => <TryIt ruleSet={ruleSet} ruleSetKey={ruleSetKey} tried={tried} />,
      },
      { key: 'versions', label: t('admin.versions'), render: () => <VersionList kind={kind} documentKey={key} /> },
    ],
    [t, kind, key],
  );
  const status = busy ? t('admin.saving') : dirty ? t('admin.unsaved') : t('admin.saved');
  return (
    <>
      <div className="page-head">
        <div>
          <Typography.Title level={1}>{say(title) || key}</Typography.Title>
          <span className="number">{key}</span>{' '}
          <span className="secondary" role="status">
            {status}
          </span>
        </div>
        {mayEdit && (
          <div className="page-actions">
            <Popconfirm
              title={t('admin.discard')}
              onConfirm={() => void discard()}
              okText={t('common.confirm')}
              cancelText={t('common.cancel')}
            >
              <Button>{t('admin.discard')}</Button>
            </Popconfirm>
            <Button disabled={!content || !dirty} loading={busy} onClick={() => void save()}>
              {t('common.save')}
            </Button>
            <Button
              type="primary"
              disabled={!content || errors > 0}
              title={errors > 0 ? t('admin.publishBlocked') : undefined}
              onClick={() => setPublishing(true)}
            >
              {t('admin.publish')}
            </Button>
          </div>
        )}
      </div>
      {lost && (
        <Alert
          type="warning"
          showIcon
          style={{ marginBlockEnd: 16 }}
          title={t('admin.stale')}
          description={t('admin.staleHelp')}
          action={
            <Space orientation="vertical">
              <Button
                size="small"
                onClick={() => void navigator.clipboard.writeText(text).then(() => message.success(t('common.copied')))}
              >
                {t('common.copy')}
              </Button>
              <Button size="small" onClick={() => void loadLatest()}>
                {t('admin.loadLatest')}
              </Button>
              <Button size="small" danger onClick={() => void overwrite()}>
                {t('admin.overwrite')}
              </Button>
            </Space>
          }
        />
      )}
      {failure && (
        <Alert
          type="error"
          showIcon
          closable
          title={failure}
          role="alert"
          style={{ marginBlockEnd: 16 }}
          onClose={() => setFailure(null)}
        />
      )}
      {kind === 'rule-sets' ? (
        <RuleSetEditor
          ruleSetKey={key}
          history={history}
          findings={findings}
          mayEdit={mayEdit}
          panels={panels}
          onErrors={setLiveErrors}
        />
      ) : (
        <div className="columns even">
          <div className="stack sticky">
            {brokenLine !== undefined && (
              <Alert type="error" title={t('admin.notJson', { line: brokenLine })} role="alert" />
            )}
            <JsonEditor
              ref={editor}
              label={t('admin.source')}
              value={text}
              onChange={setText}
              schema={KINDS[kind].metaSchema}
              findings={findings}
              readOnly={!mayEdit}
              undo={history}
            />
            <Card title={<h2 className="section-title">{t('admin.findings')}</h2>}>
              <FindingList findings={findings} onChoose={(pointer) => editor.current?.goTo(pointer)} />
            </Card>
          </div>
          <div className="stack">
            <Tabs
              items={[
                ...(kind === 'forms'
                  ? [
                      {
                        key: 'preview',
                        label: t('admin.preview'),
                        children: <FormPreview content={settled} findings={findings} />,
                      },
                    ]
                  : []),
                {
                  key: 'versions',
                  label: t('admin.versions'),
                  children: <VersionList kind={kind} documentKey={key} />,
                },
              ]}
            />
          </div>
        </div>
      )}
      {publishing && <PublishDialog onPublish={publish} onClose={() => setPublishing(false)} />}
    </>
  );
}

function PublishDialog({ onPublish, onClose }: { onPublish: (note: string) => Promise<void>; onClose: () => void }) {
  const { t } = useWords();
  const [note, setNote] = useState('');
  return (
    <Modal
      open
      title={t('admin.publish')}
      okText={t('admin.publish')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: note.trim() === '' }}
      onOk={() => onPublish(note.trim())}
      onCancel={onClose}
    >
      <label htmlFor="publish-note">{t('admin.publishNote')}</label>
      <Input.TextArea
        id="publish-note"
        value={note}
        autoSize={{ minRows: 3 }}
        onChange={({ target }) => setNote(target.value)}
      />
    </Modal>
  );
}
