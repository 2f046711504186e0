import type { CheckOut, ConfigKind, DraftOut, FindingOut } from '@caseway/backend/contract';
import { type FormDefinition, lossyNumberText } from '@caseway/form-schemas';
import { applyEdits, type TogetherEdit } from '@caseway/rule-sets';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Popconfirm, Tabs, Typography } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { type Answer, call } from '../api/client.ts';
import { JsonEditor, type JsonEditorHandle } from '../common/JsonEditor.tsx';
import { messageOf } from '../common/problem-message.ts';
import { useSession } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import { useDebounced } from '../common/use-debounced.ts';
import { useWords } from '../i18n/i18n.ts';
import { ImpactPanel } from '../rule-editor/impact/ImpactPanel.tsx';
import type { EditorPanel } from '../rule-editor/panel-props.ts';
import { ProofPanel } from '../rule-editor/proof/ProofPanel.tsx';
import { RuleSetEditor } from '../rule-editor/RuleSetEditor.tsx';
import {
  documentOf,
  documentText,
  type EditedDocument,
  typeText,
  withContent,
} from '../rule-editor/source/document.ts';
import { TestsPanel } from '../rule-editor/tests/TestsPanel.tsx';
import { useHistory } from '../rule-editor/use-history.ts';
import { checkState, publishObstacle } from './check-state.ts';
import { DraftBar } from './DraftBar.tsx';
import { DraftStatus } from './draft/DraftStatus.tsx';
import { useRuleWords } from './draft/use-rule-words.ts';
import { FindingList, FindingWays } from './FindingList.tsx';
import { FormPreview } from './FormPreview.tsx';
import { KINDS } from './kinds.ts';
import { PathPreview } from './PathPreview.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { TryIt } from './TryIt.tsx';
import { useDraft, useDraftStart } from './use-draft.ts';
import { useDraftActs } from './use-draft-acts.ts';
import { VersionList } from './VersionList.tsx';

export function DocumentEditor({ kind }: { kind: ConfigKind }) {
  const { key = '' } = useParams();
  const draft = useQuery({
    queryKey: ['draft', kind, key],
    queryFn: () => call<DraftOut>('GET', `/${kind}/${key}/draft`),
    refetchOnWindowFocus: false,
  });
  return <Loading query={draft}>{(loaded) => <Editor kind={kind} loaded={loaded} key={`${kind}/${key}`} />}</Loading>;
}

const LED_MS = 300;

const stamps = new WeakMap<object, number>();
let lastStamp = 0;

/** A number for a content: the same object, the same number. Cheaper to compare at every keystroke than what it says. */
function stampOf(content: object): number {
  const stamp = stamps.get(content) ?? ++lastStamp;
  stamps.set(content, stamp);
  return stamp;
}

/** Source beside what it makes: nothing is lost when somebody else saves, and nothing is published that does not check. */
function Editor({ kind, loaded }: { kind: ConfigKind; loaded: Answer<DraftOut> }) {
  const { t, say, locale } = useWords();
  const { has } = useSession();
  const editor = useRef<JsonEditorHandle>(null);
  const { key } = loaded.data;
  const start = useDraftStart(kind, key, loaded);
  const history = useHistory<EditedDocument>(typeText(documentOf(loaded.data.content), start.text));
  const { edit } = history;
  const text = documentText(history.value);
  const { content: lastGood, brokenLine, lossy } = history.value;
  const [failure, setFailure] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
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
  const state = checkState({
    readable: content !== null,
    current: settled === lastGood,
    failed: check.isError,
    answered: check.isSuccess && !check.isPlaceholderData,
  });
  const unchecked = state === 'checked' ? undefined : t(`admin.unchecked_${state}`);
  const [liveErrors, setLiveErrors] = useState(0);
  const errors = Math.max(liveErrors, findings.filter(({ severity }) => severity === 'error').length);
  const draft = useDraft({
    kind,
    key,
    loaded,
    content,
    text,
    mayEdit,
    onMerged: useCallback(
      (next: Record<string, unknown>, label: string) => edit(label, (document) => withContent(document, next)),
      [edit],
    ),
    ...useRuleWords(kind, lastGood),
  });
  const { phase } = draft.state;
  const obstacle = publishObstacle(state, { errors, saved: phase === 'saved' });
  const goTo = useCallback((pointer: string) => editor.current?.goTo(pointer), []);

  const { hash } = useLocation();
  useEffect(() => {
    if (hash === '') return;
    // Somebody was led here to a place: once the editor has read its text.
    const timer = setTimeout(() => goTo(decodeURIComponent(hash.slice(1))), LED_MS);
    return () => clearTimeout(timer);
  }, [hash, goTo]);
  const acts = useDraftActs({ kind, key, draft, fail: setFailure, done: () => setPublishing(false) });
  const latestActs = useRef(acts);
  latestActs.current = acts;
  const { etag } = draft;
  const versions = useCallback(
    (show: (pointer: string) => void) => (
      <VersionList
        kind={kind}
        documentKey={key}
        draftTag={etag}
        goTo={show}
        {...(mayEdit && { onRestore: (version: number) => latestActs.current.restore(version) })}
      />
    ),
    [kind, key, etag, mayEdit],
  );
  // Stable, so that a key pressed in the rules shows no panel anew.
  const panels = useMemo<EditorPanel[]>(
    () => [
      {
        key: 'try',
        label: t('admin.tryIt'),
        tries: true,
        render: ({ ruleSet, ruleSetKey }, asked) => (
          <TryIt ruleSet={ruleSet} ruleSetKey={ruleSetKey} tried={asked?.tried} />
        ),
      },
      {
        key: 'tests',
        label: t('ruleTests.title'),
        tests: true,
        render: (props, asked) => <TestsPanel {...props} asked={asked} />,
      },
      { key: 'proof', label: t('proof.title'), render: (props) => <ProofPanel {...props} /> },
      { key: 'impact', label: t('impact.tab'), render: (props) => <ImpactPanel {...props} /> },
      { key: 'versions', label: t('admin.versions'), render: ({ goTo: show }) => versions(show) },
    ],
    [t, versions],
  );
  const mend = useCallback(
    (label: string, edits: readonly TogetherEdit[]) =>
      edit(label, (document) => withContent(document, applyEdits(document.content, edits))),
    [edit],
  );
  // Edits are of what was checked: while something else stands there they are not offered.
  const onMend = mayEdit && unchecked === undefined ? mend : undefined;
  const ways = useCallback(
    (finding: FindingOut) => <FindingWays {...{ finding, kind, documentKey: key, onMend }} />,
    [kind, key, onMend],
  );
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
              description={
                <div className="confirm-text">
                  {t(draft.state.base.basedOn === null ? 'admin.discardNew' : 'admin.discardHelp')}
                </div>
              }
              onConfirm={() => void acts.discard()}
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
              disabled={obstacle !== undefined}
              title={obstacle && t(`admin.${obstacle}`)}
              onClick={() => setPublishing(true)}
            >
              {t('admin.publish')}
            </Button>
          </div>
        )}
      </div>
      <DraftBar draft={draft} keptAt={start.kept?.at ?? null} goTo={goTo} />
      {state === 'failed' && (
        <Alert
          type="warning"
          showIcon
          title={t('admin.unchecked_failed')}
          description={messageOf(check.error, t)}
          role="alert"
          className="notice"
          action={
            <Button size="small" onClick={() => void check.refetch()}>
              {t('common.retry')}
            </Button>
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
          className="notice"
          onClose={() => setFailure(null)}
        />
      )}
      {kind === 'rule-sets' ? (
        <RuleSetEditor
          ref={editor}
          ruleSetKey={key}
          history={history}
          findings={findings}
          unchecked={unchecked}
          mayEdit={mayEdit}
          panels={panels}
          ways={ways}
          onErrors={setLiveErrors}
        />
      ) : (
        <div className="columns even">
          <div className="stack sticky">
            {brokenLine !== undefined && (
              <Alert
                type="error"
                title={
                  lossy
                    ? t('admin.lossyNumber', { line: brokenLine, words: lossyNumberText(lossy, locale) })
                    : t('admin.notJson', { line: brokenLine })
                }
                role="alert"
              />
            )}
            <JsonEditor
              ref={editor}
              label={t('admin.source')}
              value={text}
              onChange={(next) => edit(t('ruleEditor.editJson'), (document) => typeText(document, next), 'source')}
              schema={KINDS[kind].metaSchema}
              findings={findings}
              readOnly={!mayEdit}
              undo={history}
            />
            <Card title={<h2 className="section-title">{t('admin.findings')}</h2>}>
              <FindingList
                findings={findings}
                unchecked={unchecked}
                kind={kind}
                documentKey={key}
                onChoose={goTo}
                onMend={onMend}
              />
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
                        children: <FormPreview content={settled} />,
                      },
                    ]
                  : []),
                ...(kind === 'paths'
                  ? [
                      {
                        key: 'steps',
                        label: t('admin.pathSteps'),
                        children: <PathPreview content={settled} />,
                      },
                    ]
                  : []),
                { key: 'versions', label: t('admin.versions'), children: versions(goTo) },
              ]}
            />
          </div>
        </div>
      )}
      {publishing && content && (
        <PublishDialog
          kind={kind}
          documentKey={key}
          content={content}
          onPublish={acts.publish}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  );
}
