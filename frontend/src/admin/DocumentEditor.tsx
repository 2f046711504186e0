import type { CheckOut, ConfigKind, DraftOut, VersionOut } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import type { RuleSet } from '@caseway/rule-sets';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Input, Modal, Popconfirm, Tabs, Typography } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { type Answer, call } from '../api/client.ts';
import { useDebounced } from '../cases/use-debounced.ts';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from '../shell/problem-message.ts';
import { useSession } from '../shell/session.tsx';
import { Loading } from '../shell/states.tsx';
import { DraftBar } from './DraftBar.tsx';
import { DraftStatus } from './draft/DraftStatus.tsx';
import { useRuleWords } from './draft/use-rule-words.ts';
import { FindingList } from './FindingList.tsx';
import { FormPreview } from './FormPreview.tsx';
import { JsonEditor, type JsonEditorHandle } from './JsonEditor.tsx';
import { KINDS } from './kinds.ts';
import { TryIt } from './TryIt.tsx';
import { useDraft, useDraftStart } from './use-draft.ts';
import { VersionList } from './VersionList.tsx';

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
function Editor({ kind, loaded }: { kind: ConfigKind; loaded: Answer<DraftOut> }) {
  const { t, say, locale } = useWords();
  const { message } = App.useApp();
  const { has } = useSession();
  const queries = useQueryClient();
  const editor = useRef<JsonEditorHandle>(null);
  const { key } = loaded.data;
  const start = useDraftStart(kind, key, loaded);
  const [text, setText] = useState(start.text);
  const [failure, setFailure] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
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
  const draft = useDraft({
    kind,
    key,
    loaded,
    content,
    text,
    mayEdit,
    // The editor's own history holds the step: the text is replaced where it differs.
    onMerged: useCallback((next: Record<string, unknown>) => setText(JSON.stringify(next, null, 2)), []),
    ...useRuleWords(kind, lastGood),
  });
  const { phase } = draft.state;
  const goTo = useCallback((pointer: string) => editor.current?.goTo(pointer), []);

  const reload = async (label: string) => draft.adopt(await call<DraftOut>('GET', `/${kind}/${key}/draft`), label);

  const publish = async (note: string) => {
    setFailure(null);
    try {
      if (!(await draft.flush())) return setPublishing(false);
      const options = { body: { note }, ifMatch: draft.currentEtag() };
      const { data } = await call<VersionOut>('POST', `/${kind}/${key}/versions`, options);
      message.success(t('admin.published', { n: data.number }));
      setPublishing(false);
      await reload(t('admin.publish'));
      await queries.invalidateQueries();
    } catch (error) {
      setPublishing(false);
      setFailure(messageOf(error, t));
      // Somebody else may have saved: what they changed comes before anything is published.
      await draft.poll();
    }
  };

  const discard = async () => {
    setFailure(null);
    try {
      await call('DELETE', `/${kind}/${key}/draft`);
      await reload(t('admin.discard'));
      await queries.invalidateQueries({ queryKey: ['documents', kind] });
    } catch (error) {
      setFailure(messageOf(error, t));
    }
  };

  const restore = async (version: number) => {
    setFailure(null);
    try {
      // Saved first: whoever changes their mind finds it by undoing.
      if (!(await draft.flush())) return;
      const options = { body: { version }, ifMatch: draft.currentEtag() };
      const label = t('versions.restoredStep', { n: version });
      draft.adopt(await call<DraftOut>('POST', `/${kind}/${key}/draft/restore`, options), label);
      message.success(label);
      await queries.invalidateQueries({ queryKey: ['documents', kind] });
    } catch (error) {
      setFailure(messageOf(error, t));
      await draft.poll();
    }
  };

  const title = lastGood.title as FormDefinition['title'] | undefined;
  return (
    <>
      <div className="page-head">
        <div>
          <Typography.Title level={1}>{say(title) || key}</Typography.Title>
          <span className="number">{key}</span> <DraftStatus draft={draft} />
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
            <Button disabled={!content} loading={phase === 'saving'} onClick={() => void draft.flush()}>
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
      <DraftBar draft={draft} keptAt={start.kept?.at ?? null} goTo={goTo} />
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
            <FindingList findings={findings} onChoose={goTo} />
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
              ...(kind === 'rule-sets'
                ? [
                    {
                      key: 'try',
                      label: t('admin.tryIt'),
                      children: <TryIt ruleSet={settled as unknown as RuleSet} ruleSetKey={key} />,
                    },
                  ]
                : []),
              {
                key: 'versions',
                label: t('admin.versions'),
                children: (
                  <VersionList
                    kind={kind}
                    documentKey={key}
                    draftTag={draft.etag}
                    goTo={goTo}
                    {...(mayEdit && { onRestore: restore })}
                  />
                ),
              },
            ]}
          />
        </div>
      </div>
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
