import type { ConfigKind, DraftOut, FindingOut } from '@caseway/backend/contract';
import type { FormDefinition } from '@caseway/form-schemas';
import { applyEdits, type TogetherEdit } from '@caseway/rule-sets';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { type Answer, call } from '../api/client.ts';
import type { JsonEditorHandle } from '../common/JsonEditor.tsx';
import { useSession } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import {
  type Content,
  documentOf,
  documentText,
  type EditedDocument,
  typeText,
  withContent,
} from '../editor-kit/document.ts';
import { useHistory } from '../editor-kit/use-history.ts';
import { useWords } from '../i18n/i18n.ts';
import { RuleSetEditor } from '../rule-editor/RuleSetEditor.tsx';
import { publishObstacle } from './check-state.ts';
import { DraftBar } from './DraftBar.tsx';
import { DocumentHead } from './document/DocumentHead.tsx';
import { EditorNotices } from './document/EditorNotices.tsx';
import { FormViews } from './document/FormViews.tsx';
import { SourceAndViews } from './document/SourceAndViews.tsx';
import { useCheck } from './document/use-check.ts';
import { useRulePanels } from './document/use-rule-panels.tsx';
import { useRuleWords } from './draft/use-rule-words.ts';
import { FindingWays } from './FindingList.tsx';
import { PublishDialog } from './PublishDialog.tsx';
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

/** Source beside what it makes: nothing is lost when somebody else saves, and nothing is published that does not check. */
function Editor({ kind, loaded }: { kind: ConfigKind; loaded: Answer<DraftOut> }) {
  const { t } = useWords();
  const { has } = useSession();
  const editor = useRef<JsonEditorHandle>(null);
  const { key } = loaded.data;
  const start = useDraftStart(kind, key, loaded);
  const history = useHistory<EditedDocument>(typeText(documentOf(loaded.data.content), start.text));
  const { edit, carry } = history;
  const text = documentText(history.value);
  const { content: lastGood, brokenLine } = history.value;
  const [failure, setFailure] = useState<string | null>(null);
  const [publishing, setPublishing] = useState(false);
  const mayEdit = has('platform-admin', 'policy-admin');
  const content = brokenLine === undefined ? lastGood : null;
  const { findings, state, settled, error: checkError, retry } = useCheck(kind, key, history.value);
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
    onAdopted: useCallback(
      (next: Record<string, unknown>, label: string) => edit(label, (document) => withContent(document, next)),
      [edit],
    ),
    onCarried: useCallback(
      (change: (content: Content) => Content) => carry((document) => withContent(document, change(document.content))),
      [carry],
    ),
    ...useRuleWords(kind, lastGood),
  });
  const obstacle = publishObstacle(state, { errors, saved: draft.state.phase === 'saved' });
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
  const panels = useRulePanels(versions);
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
  return (
    <>
      <DocumentHead
        {...{ documentKey: key, draft, obstacle, mayEdit }}
        title={lastGood.title as FormDefinition['title'] | undefined}
        readable={content !== null}
        onDiscard={() => void acts.discard()}
        onPublish={() => setPublishing(true)}
      />
      <DraftBar draft={draft} keptAt={start.kept?.at ?? null} goTo={goTo} />
      <EditorNotices
        checkFailed={state === 'failed' ? checkError : null}
        onCheckAgain={() => void retry()}
        failure={failure}
        onClose={() => setFailure(null)}
      />
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
      ) : kind === 'forms' ? (
        <FormViews
          ref={editor}
          {...{ documentKey: key, draft, history, settled, findings, unchecked, mayEdit, goTo, onMend }}
          versions={versions(goTo)}
        />
      ) : (
        <SourceAndViews
          ref={editor}
          {...{ kind, documentKey: key, history, settled, findings, unchecked, mayEdit, goTo, onMend }}
          versions={versions(goTo)}
        />
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
