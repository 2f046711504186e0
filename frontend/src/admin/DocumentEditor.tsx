import type { CheckOut, ConfigKind, DraftOut, VersionOut } from '@caseway/backend/contract';
import type { FormDefinition, Json } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Popconfirm, Space, Tabs, Typography } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { ApiProblem, call } from '../api/client.ts';
import { useDebounced } from '../cases/use-debounced.ts';
import { useWords } from '../i18n/i18n.ts';
import { ProofTab } from '../rule-editor/proof/ProofTab.tsx';
import { messageOf } from '../shell/problem-message.ts';
import { useSession } from '../shell/session.tsx';
import { Loading } from '../shell/states.tsx';
import { FindingList } from './FindingList.tsx';
import { FormPreview } from './FormPreview.tsx';
import { JsonEditor, type JsonEditorHandle } from './JsonEditor.tsx';
import { KINDS } from './kinds.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { TryIt } from './TryIt.tsx';
import { VersionList } from './VersionList.tsx';

interface Loaded {
  data: DraftOut;
  etag: string | undefined;
}

/** Text as JSON, or the line near which it is none. */
function parse(text: string): { content: Record<string, unknown> } | { line: number } {
  try {
    const content: unknown = JSON.parse(text);
    if (content !== null && typeof content === 'object' && !Array.isArray(content)) {
      return { content: content as Record<string, unknown> };
    }
    return { line: 1 };
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const line = /line (\d+)/.exec(message)?.[1];
    const position = /position (\d+)/.exec(message)?.[1];
    return { line: line ? Number(line) : text.slice(0, Number(position ?? 0)).split('\n').length };
  }
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

/** Source beside what it makes: nothing is lost when somebody else saves, and nothing is published that does not check. */
function Editor({ kind, loaded }: { kind: ConfigKind; loaded: Loaded }) {
  const { t, say, locale } = useWords();
  const { message } = App.useApp();
  const { has } = useSession();
  const queries = useQueryClient();
  const editor = useRef<JsonEditorHandle>(null);
  const { key } = loaded.data;
  const stored = useMemo(() => JSON.stringify(loaded.data.content, null, 2), [loaded.data.content]);
  const [text, setText] = useState(stored);
  const [etag, setEtag] = useState(loaded.etag);
  const [saved, setSaved] = useState(stored);
  const [lost, setLost] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tab, setTab] = useState<string | undefined>();
  const [tried, setTried] = useState<Record<string, Json> | undefined>();
  const mayEdit = has('platform-admin', 'policy-admin');
  const parsed = useMemo(() => parse(text), [text]);
  const content = 'content' in parsed ? parsed.content : null;
  const [lastGood, setLastGood] = useState<Record<string, unknown>>(loaded.data.content);
  if (content && content !== lastGood) setLastGood(content);
  const settled = useDebounced(lastGood, 600);
  const check = useQuery({
    queryKey: ['check', kind, key, locale, settled],
    queryFn: async () =>
      (await call<CheckOut>('POST', `/${kind}/${key}/draft/check`, { body: { content: settled } })).data,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 60_000,
  });
  const findings = check.data?.findings ?? [];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
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
    const next = JSON.stringify(latest.data.content, null, 2);
    setText(next);
    setSaved(next);
    setEtag(latest.etag);
    setLost(false);
  };

  const overwrite = async () => {
    const latest = await call<DraftOut>('GET', `/${kind}/${key}/draft`);
    await save(latest.etag);
  };

  const publish = async (note: string, reason?: string) => {
    if (dirty && !(await save())) return;
    try {
      const { data } = await call<VersionOut>('POST', `/${kind}/${key}/versions`, {
        body: { note, ...(reason !== undefined && { openFindings: { reason } }) },
      });
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
      <div className="columns even">
        <div className="stack sticky">
          {'line' in parsed && <Alert type="error" title={t('admin.notJson', { line: parsed.line })} role="alert" />}
          <JsonEditor
            ref={editor}
            label={t('admin.source')}
            value={text}
            onChange={setText}
            schema={KINDS[kind].metaSchema}
            findings={findings}
            readOnly={!mayEdit}
          />
          <Card title={<h2 className="section-title">{t('admin.findings')}</h2>}>
            <FindingList findings={findings} onChoose={(pointer) => editor.current?.goTo(pointer)} />
          </Card>
        </div>
        <div className="stack">
          <Tabs
            {...(tab && { activeKey: tab })}
            onChange={setTab}
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
              ...(kind === 'rule-sets'
                ? [
                    {
                      key: 'try',
                      label: t('admin.tryIt'),
                      children: (
                        <TryIt
                          key={JSON.stringify(tried)}
                          ruleSet={settled as unknown as RuleSet}
                          ruleSetKey={key}
                          given={tried}
                        />
                      ),
                    },
                    {
                      key: 'proof',
                      label: t('proof.title'),
                      children: (
                        <ProofTab
                          ruleSetKey={key}
                          ruleSet={lastGood as object as RuleSet}
                          mayEdit={mayEdit}
                          edit={(_, next) => setText(JSON.stringify(next, null, 2))}
                          goTo={(pointer) => editor.current?.goTo(pointer)}
                          tryCase={(facts) => {
                            setTried(facts);
                            setTab('try');
                          }}
                          addTest={(test) =>
                            setText(
                              JSON.stringify(
                                { ...lastGood, tests: [...((lastGood.tests as object[]) ?? []), test] },
                                null,
                                2,
                              ),
                            )
                          }
                        />
                      ),
                    },
                  ]
                : []),
              { key: 'versions', label: t('admin.versions'), children: <VersionList kind={kind} documentKey={key} /> },
            ]}
          />
        </div>
      </div>
      {publishing && content && (
        <PublishDialog
          kind={kind}
          documentKey={key}
          content={content}
          onPublish={publish}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  );
}
