import type { DraftOut, RenamePreviewOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { type Answer, ApiProblem, call } from '../../api/client.ts';
import { Dialog } from '../../common/Dialog.tsx';
import { messageOf } from '../../common/problem-message.ts';
import { useWords } from '../../i18n/i18n.ts';
import { KINDS } from '../kinds.ts';
import type { Draft } from '../use-draft.ts';

export type RenamedDocuments = RenamePreviewOut['documents'];

/** Another name for a field: `pointer` as it is called until then, of the object `object`. */
export interface AskedName {
  pointer: string;
  object: string;
  from: string;
  to: string;
  /** What people call the field. */
  title: string;
  /** Gives it in this form alone; undefined where that is not offered. */
  alone: (() => void) | undefined;
  done: () => void;
  /** The same, where it is taken back. */
  back: () => void;
}

/** The changes of this form are not on the server yet: somebody else's stand in their way, or nothing is reached. */
class UnsavedError extends Error {}

const COUNTED = { forms: 'rename.forms', 'rule-sets': 'rename.ruleSets', paths: 'rename.paths' } as const;

interface Props {
  documentKey: string;
  draft: Draft;
  asked: AskedName;
  onRenamed: (answer: Answer<DraftOut>, documents: RenamedDocuments, asked: AskedName) => void;
  onClose: () => void;
}

/** Everything in which a field would get its other name, before it gets it: all of it, or this form alone. */
export function RenameDialog({ documentKey, draft, asked, onRenamed, onClose }: Props) {
  const { t } = useWords();
  const { pointer, to } = asked;
  const at = `/forms/${documentKey}/draft`;
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const seen = useQuery({
    queryKey: ['rename', documentKey, pointer, to],
    queryFn: async () => {
      if (!(await draft.flush())) throw new UnsavedError();
      const { data } = await call<RenamePreviewOut>('POST', `${at}/rename/preview`, { body: { pointer, to } });
      return data;
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const everywhere = async ({ documents }: RenamePreviewOut) => {
    setProblem(null);
    setBusy(true);
    try {
      const others = documents.slice(1).map(({ kind, key, tag }) => ({ kind, key, tag }));
      const body = { pointer, to, documents: others };
      const answer = await call<DraftOut>('POST', `${at}/rename`, { body, ifMatch: draft.currentEtag() });
      onRenamed(answer, documents, asked);
    } catch (error) {
      const isLate = error instanceof ApiProblem && error.status === 412;
      setProblem(isLate ? t('rename.changed') : messageOf(error, t));
      await draft.poll();
      await seen.refetch();
    } finally {
      setBusy(false);
    }
  };
  const plan = seen.data;
  const failed = seen.error instanceof UnsavedError ? t('rename.unsaved') : seen.error && messageOf(seen.error, t);
  const isPossible = plan !== undefined && plan.obstacles.length === 0;
  return (
    <Dialog
      open
      title={t('rename.heading', { from: asked.from, to })}
      onCancel={onClose}
      width={640}
      footer={
        <Foot
          alone={asked.alone}
          onClose={onClose}
          everywhere={isPossible ? () => void everywhere(plan) : undefined}
          busy={busy}
        />
      }
    >
      <div className="stack" aria-busy={seen.isFetching}>
        {problem && <Alert type="warning" showIcon role="alert" title={problem} />}
        {failed && <Alert type="error" showIcon role="alert" title={failed} />}
        {seen.isFetching && <p role="status">{t('rename.looking')}</p>}
        {plan && plan.obstacles.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('rename.stops')}
            description={
              <ul className="rename-list">
                {plan.obstacles.map(({ kind, key, message }) => (
                  <li key={`${kind}/${key}${message}`}>{message}</li>
                ))}
              </ul>
            }
          />
        )}
        {plan && isPossible && <Changes documents={plan.documents} />}
        {asked.alone && <p className="secondary">{t('rename.aloneWarns')}</p>}
      </div>
    </Dialog>
  );
}

function Foot({
  alone,
  everywhere,
  busy,
  onClose,
}: {
  alone: (() => void) | undefined;
  everywhere: (() => void) | undefined;
  busy: boolean;
  onClose: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="rename-foot">
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      {alone && (
        <Button
          disabled={busy}
          onClick={() => {
            alone();
            onClose();
          }}
        >
          {t('rename.alone')}
        </Button>
      )}
      <Button type="primary" disabled={!everywhere} loading={busy} onClick={everywhere}>
        {t('rename.everywhere')}
      </Button>
    </div>
  );
}

/** In how many of each kind, and in which, with what of it, and in whose draft. */
function Changes({ documents }: { documents: RenamedDocuments }) {
  const { t } = useWords();
  const counts = (Object.keys(COUNTED) as (keyof typeof COUNTED)[]).flatMap((kind) => {
    const count = documents.filter((document) => document.kind === kind).length;
    return count > 0 ? [t(COUNTED[kind], { count })] : [];
  });
  const forms = documents.filter(({ kind }) => kind === 'forms').length;
  return (
    <>
      <p>{t('rename.in', { what: counts.join(t('rename.and')) })}</p>
      {forms > 1 && <p className="secondary">{t('rename.otherForms')}</p>}
      <ul className="rename-list">
        {documents.map(({ kind, key, title, parts, draft }) => (
          <li key={`${kind}/${key}`}>
            {t(KINDS[kind].one)} <strong>{title}</strong>
            {draft && (
              <span className="secondary">
                {' '}
                {t('rename.openDraft', { person: draft.updatedBy?.displayName ?? t('rename.somebody') })}
              </span>
            )}
            {parts.length > 0 && <div className="secondary">{parts.join(t('designer.comma'))}</div>}
          </li>
        ))}
      </ul>
    </>
  );
}
