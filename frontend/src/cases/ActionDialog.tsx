import type { ActionOut, CaseOut } from '@caseway/backend/contract';
import {
  type FormData,
  type FormDefinition,
  type Json,
  type LocalizedText,
  takeIn,
  withDefaults,
} from '@caseway/form-schemas';
import { type Deciding, decidesWith, type UnfitAnswer } from '@caseway/rule-sets';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Space } from 'antd';
import { FormikProvider, useFormik } from 'formik';
import { useState } from 'react';
import { ApiProblem, call, get, newKey, wasDoneBefore } from '../api/client.ts';
import { Dialog, useLeave } from '../common/Dialog.tsx';
import { messageOf } from '../common/problem-message.ts';
import { useScopes } from '../common/session.tsx';
import { Loading } from '../common/states.tsx';
import { today } from '../common/times.ts';
import { useAttempt } from '../common/use-attempt.ts';
import { useDebounced } from '../common/use-debounced.ts';
import { putValue } from '../form-renderer/put-value.ts';
import { useWords } from '../i18n/i18n.ts';
import { Delivery, PaperField, Proposal, WordsField } from './ActionParts.tsx';
import { BothWritten } from './drafts/BothWritten.tsx';
import { KeptNote } from './drafts/KeptNote.tsx';
import { sameWritten, type Written } from './drafts/merge-written.ts';
import {
  besideWords,
  type OpenedStepDraft,
  openStepDraft,
  type StepWords,
  stepDraftPath,
  wordsIn,
  writtenOf,
} from './drafts/step-draft.ts';
import { useKeptDraft } from './drafts/use-kept-draft.ts';
import { LostAnswers } from './FormChanged.tsx';
import { type LostAnswer, lostAnswers } from './lost-answers.ts';
import { StepForm } from './StepForm.tsx';

interface Props {
  item: CaseOut;
  etag: string | undefined;
  action: ActionOut;
  onClose: () => void;
  /** It was done, and the case is read anew. */
  onDone: () => void;
}

/** `ActionFormOut`, with what its form is. */
interface LoadedForm {
  version: number;
  form: FormDefinition;
  unfit: UnfitAnswer[];
  refused: LocalizedText | null;
  deciding: Deciding;
}

/** What an action asks to be written down; nothing of it is lost when the server refuses. */
export function ActionDialog({ item, etag, action, onClose, onDone }: Props) {
  const { say } = useWords();
  const form = useQuery({
    queryKey: ['action-form', item.id, action.key],
    // Read anew by each dialog, and not under the hand of who fills it in: once it is done there may be no such action.
    staleTime: 'static',
    gcTime: 0,
    enabled: action.form !== null,
    queryFn: () => get<LoadedForm>(`/cases/${item.id}/actions/${action.key}/form`),
  });
  const path = stepDraftPath(item.id, action.key);
  const [round, setRound] = useState(0);
  const draft = useQuery({
    queryKey: ['step-draft', path, round],
    staleTime: 'static',
    gcTime: 0,
    networkMode: 'always',
    retry: false,
    queryFn: () => openStepDraft(path),
  });
  const own = { item, etag, action, path, onClose, onDone, onDiscarded: () => setRound(round + 1) };
  return (
    <Dialog open keeps title={say(action.title)} width={760} footer={null} onCancel={onClose} destroyOnHidden>
      {action.help && <p className="secondary">{say(action.help)}</p>}
      {action.form === null ? (
        <Loading query={draft}>{(opened) => <ActionForm key={round} {...own} loaded={null} opened={opened} />}</Loading>
      ) : (
        <Loading query={form}>
          {(loaded) => (
            <Loading query={draft}>
              {(opened) => <ActionForm key={round} {...own} loaded={loaded} opened={opened} />}
            </Loading>
          )}
        </Loading>
      )}
    </Dialog>
  );
}

/** What the proposer filled in, where it is the same form; else what the form itself gives. */
function dataFrom({ proposal, form: key }: ActionOut, form: FormDefinition | null): FormData {
  if (!form) return {};
  return withDefaults(form, proposal && proposal.form === key ? (proposal.data as FormData) : {});
}

interface ActionFormProps extends Props {
  loaded: LoadedForm | null;
  /** Where what is written is kept. */
  path: string;
  opened: OpenedStepDraft | null;
  onDiscarded: () => void;
}

function ActionForm(props: ActionFormProps) {
  const { item, etag, action, onClose, onDone, loaded, path, opened, onDiscarded } = props;
  const { t, say, locale } = useWords();
  const { scopes } = useScopes();
  const attempt = useAttempt();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const form = loaded?.form ?? null;
  const { proposal, known } = action;
  // What was written before is not asked again; who acts reads it, and may say it otherwise.
  const [fresh] = useState(
    (): StepWords => ({
      reasons: known.reasons ?? '',
      legalBasis: action.requires.legalBasis ? (known.legalBasis ?? '') : '',
      policyBasis: action.requires.policyBasis ? (known.policyBasis ?? '') : '',
      outstanding: known.outstanding ?? '',
      documents: proposal?.documents ?? {},
      data: dataFrom(action, form),
      delivery: null,
    }),
  );
  const [before] = useState(() => opened && wordsIn(opened.written));
  const [lost, setLost] = useState<readonly LostAnswer[]>(() => {
    const then = opened?.seen;
    if (!opened || !then || !loaded || then.version === loaded.version) return before?.lost ?? [];
    const place = (key: string) => scopes.find((scope) => scope.key === key)?.title;
    return [...(before?.lost ?? []), ...lostAnswers(then.form, loaded.form, opened.written.data, locale, place)];
  });
  /** What the forms within begin with, anew where others have written, too. */
  const [stood, setStood] = useState({ of: before?.words ?? fresh, round: 0 });
  const formik = useFormik<StepWords>({
    initialValues: before?.words ?? fresh,
    onSubmit: async ({ documents, data, delivery, outstanding, ...words }) => {
      setFailure(null);
      setErrors(new Map());
      const { release, settled: sent } = kept.hold();
      await sent;
      try {
        const body = {
          ...words,
          ...(waitsFor.length > 0 && outstanding.trim() && { outstanding }),
          ...(Object.keys(documents).length > 0 && { documents }),
          ...(form && { data: takeIn(form, data, { today: today() }) }),
          ...(delivery && { delivery }),
        };
        await call('POST', `/cases/${item.id}/actions/${action.key}`, { body, ifMatch: etag, idempotencyKey: key });
        kept.end();
        message.success(t('case.done'));
        await queries.invalidateQueries();
        onClose();
        onDone();
      } catch (error) {
        release(error instanceof ApiProblem);
        setFailure(messageOf(error, t));
        if (error instanceof ApiProblem) {
          setErrors(new Map(error.problem.errors?.map(({ pointer, message: text }) => [pointer, text])));
          if (error.status === 412 || wasDoneBefore(error))
            await queries.invalidateQueries({ queryKey: ['case', item.id] });
        }
      }
    },
  });
  const settled = useDebounced(formik.values, 500);
  const kept = useKeptDraft(
    {
      ...{ path, definition: form, data: formik.values.data, beside: besideWords(formik.values, lost) },
      head: { ...(loaded && { version: loaded.version, definition: loaded.form as unknown as Json }) },
    },
    {
      ...{ found: opened, settled, over: false, onFiled: () => undefined },
      begun: !sameWritten({ ...writtenOf(formik.values, []) }, { ...writtenOf(fresh, []) }),
      onMerged: (written) => {
        const { words: now, lost: gone } = wordsIn(written);
        setLost(gone);
        setStood(({ round }) => ({ of: now, round: round + 1 }));
        void formik.setValues(now, false);
      },
    },
  );
  const discard = async () => {
    if (await attempt(kept.discard)) onDiscarded();
  };
  // Asked as soon as, and as long as, the answers lead to a decision: by the same function as on the server.
  const decides =
    !loaded || decidesWith(loaded.deciding, loaded.form, takeIn(loaded.form, formik.values.data, { today: today() }));
  const waitsFor = decides ? action.waitsFor : [];
  const leave = useLeave();
  /** What is being mended is red no longer. */
  const mend = (name: keyof StepWords, value: unknown) => {
    setFailure(null);
    setErrors((before) => new Map([...before].filter(([place]) => !`${place}/`.startsWith(`/${name}/`))));
    void formik.setFieldValue(name, value, false);
  };
  const words = (['reasons', 'policyBasis', 'legalBasis'] as const).filter(
    (name) => action.requires[name] || name === 'reasons',
  );
  return (
    <FormikProvider value={formik}>
      <form onSubmit={formik.handleSubmit} noValidate>
        {failure && <Alert type="error" showIcon title={failure} role="alert" className="notice" />}
        {opened && (
          <Alert
            type="info"
            showIcon
            className="notice"
            title={t('drafts.stepRestored')}
            action={
              <Button size="small" onClick={() => void discard()}>
                {t('newCase.discard')}
              </Button>
            }
          />
        )}
        <LostAnswers lost={lost} onClose={() => setLost([])} />
        <BothWritten
          others={kept.others}
          form={form}
          written={{ data: formik.values.data, beside: besideWords(formik.values, lost) }}
          onTake={(pointer, value) => {
            kept.chosen(pointer);
            const next = putValue({ ...writtenOf(formik.values, lost) }, pointer, value ?? undefined);
            const { words: now } = wordsIn(next as unknown as Written);
            setStood(({ round }) => ({ of: now, round: round + 1 }));
            void formik.setValues(now, false);
          }}
          onKeep={kept.chosen}
        />
        {loaded?.refused && <Alert type="warning" showIcon title={say(loaded.refused)} className="notice" />}
        {proposal && <Proposal proposal={proposal} item={item} />}
        {loaded && form && (
          <StepForm
            key={stood.round}
            form={form}
            township={item.township.key}
            errors={errors}
            pointer="/data"
            days={item.days}
            unfit={loaded.unfit}
            values={stood.of.data}
            restored={opened !== null}
            onChange={(data) => mend('data', data)}
          />
        )}
        <Form component="div" layout="vertical" requiredMark={false} className="set-off">
          {words.map((name) => (
            <WordsField
              key={name}
              name={name}
              label={t(`case.${name}`)}
              required={action.requires[name]}
              value={formik.values[name]}
              error={errors.get(`/${name}`)}
              onChange={(text) => mend(name, text)}
            />
          ))}
          {action.requires.documents.map((document) => (
            <PaperField
              key={document.key}
              item={item}
              name={`document-${document.key}`}
              label={say(document.title)}
              value={formik.values.documents[document.key]}
              error={errors.get(`/documents/${document.key}`)}
              onChange={(id) => mend('documents', { ...formik.values.documents, [document.key]: id })}
            />
          ))}
          {waitsFor.length > 0 && (
            <>
              <Alert
                type="warning"
                showIcon
                className="notice"
                title={t('case.waitsFor', { names: waitsFor.map(({ title }) => say(title)).join(t('case.and')) })}
              />
              <WordsField
                name="outstanding"
                label={t('case.outstanding')}
                required
                value={formik.values.outstanding}
                error={errors.get('/outstanding')}
                onChange={(text) => mend('outstanding', text)}
              />
            </>
          )}
        </Form>
        {action.tells && (
          <Delivery
            key={stood.round}
            before={stood.of.delivery}
            item={item}
            action={action}
            errors={errors}
            onChange={(data) => mend('delivery', data)}
          />
        )}
        <p className="secondary">
          {action.depends ? t('case.depends') : t('case.to', { step: say(action.to.title) })}
          {!action.depends && action.outcome && ` · ${say(action.outcome.title)}`}
        </p>
        {action.weighty && (
          <Alert
            type="warning"
            showIcon
            className="notice"
            title={t(action.closes ? 'case.willClose' : 'case.willDecide', {
              title: say(action.title),
              outcome: say(action.outcome?.title) || say(action.to.title),
            })}
          />
        )}
        <div className="kept-line">
          <KeptNote where={kept.where} />
        </div>
        <Space className="dialog-end">
          <Button onClick={leave}>{t('common.cancel')}</Button>
          <Button type="primary" danger={action.place === 'aside'} htmlType="submit" loading={formik.isSubmitting}>
            {action.place === 'aside' ? say(action.title) : t('case.do')}
          </Button>
        </Space>
      </form>
    </FormikProvider>
  );
}
