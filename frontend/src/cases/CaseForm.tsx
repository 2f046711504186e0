import type { FiledCase, LinkKind, PreviewOut } from '@caseway/backend/contract';
import { bindingValue, type FormData, questionsOf, takeIn, withCalculated, withDefaults } from '@caseway/form-schemas';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm } from 'antd';
import { type FormikTouched, setNestedObjectValues } from 'formik';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem, call } from '../api/client.ts';
import { messageOf } from '../common/problem-message.ts';
import { today } from '../common/times.ts';
import { useAttempt } from '../common/use-attempt.ts';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useFilled, useFilling, useIsSubmitting, useSettled } from '../form-renderer/filling/use-filling.ts';
import { controlId } from '../form-renderer/surroundings.ts';
import { useWords } from '../i18n/i18n.ts';
import { AlreadyFiled } from './AlreadyFiled.tsx';
import type { AvailableForm } from './available-form.ts';
import { BothWritten } from './drafts/BothWritten.tsx';
import { draftPath } from './drafts/device-copies.ts';
import { besideIn, besideOf, type DraftPlace, type OpenedDraft } from './drafts/draft.ts';
import { KeptNote } from './drafts/KeptNote.tsx';
import { useKeptDraft } from './drafts/use-kept-draft.ts';
import { FormChanged, LostAnswers } from './FormChanged.tsx';
import { type FiledBefore, filedBefore, tellFiled, useFiledElsewhere } from './filed-before.ts';
import { liveErrors, type Refused, refusalStands } from './live-errors.ts';
import { PreviewPanel } from './PreviewPanel.tsx';
import { goToKeepOut, KeepOutQuestion } from './recusals/KeepOutQuestion.tsx';
import { useKeepOut } from './recusals/use-keep-out.ts';
import { goToOnBehalf, OnBehalfQuestion } from './review/OnBehalfQuestion.tsx';
import { leftToCase, type Taken } from './review/take-over.ts';
import { aboutOf, useTakeOver } from './review/use-take-over.ts';
import { changesSince, useFormInForce } from './use-form-in-force.ts';

/** What a new form holds: defaults, and today as the day of receipt. */
function initialData({ form }: AvailableForm, about: string | null): FormData {
  const data = { ...withDefaults(form, {}) };
  const received = form.bindings?.receivedOn;
  const name = received?.slice(1);
  if (name && !name.includes('/') && bindingValue(form, data, 'receivedOn') === undefined) {
    data[name] = today();
  }
  const asked = form.bindings?.about?.slice(1);
  if (about && asked && !asked.includes('/')) data[asked] = about;
  return data;
}

/** The earlier cases to link with, as the server takes them. */
const linksOf = (links: ReadonlyMap<string, LinkKind>) =>
  links.size > 0 && { links: [...links].map(([id, kind]) => ({ case: id, kind })) };

/** Brings the first field with an error into view and puts the cursor into it. */
function goToFirst(pointers: readonly string[]): void {
  const fields = [...document.querySelectorAll<HTMLElement>('[data-field]')];
  const field = fields.find(({ dataset }) => pointers.includes(dataset.field ?? ''));
  field?.scrollIntoView({ block: 'center' });
  const id = field?.dataset.field && controlId(field.dataset.field);
  const named = id ? document.getElementById(id) : null;
  // A group of choices carries the id itself; what takes the focus is inside of it.
  const control = named?.matches('input, textarea, button')
    ? named
    : field?.querySelector<HTMLElement>('input, textarea, button');
  control?.focus({ preventScroll: true });
}

export interface CaseFormProps {
  available: AvailableForm;
  /** Where what is written is kept. */
  place: DraftPlace;
  /** What was kept there before; it stands in the form. */
  opened: OpenedDraft | null;
  /** Something was written. */
  onBegun: () => void;
  /** Another registration is to be begun: with what is given, or with nothing. */
  onOther: (begun: { data: FormData; beside: Record<string, unknown>; seen: AvailableForm } | null) => void;
}

/** In a form this long Enter must never send a half-filled one off. */
function keepEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}

/** The form with its live preview. What is written is kept until it has been filed. */
export function CaseForm({ available, place, opened, onBegun, onOther }: CaseFormProps) {
  const { township, about } = place;
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const attempt = useAttempt();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const path = draftPath(place.id);
  const [before] = useState(() => opened && besideIn(opened.written));
  const restored = opened?.seen ? opened : null;
  const { seen, lost, forgetLost, goOn } = useFormInForce(township, available, restored, before?.lost);
  const { form, version, configuration } = seen;
  const [filed, setFiled] = useState<{ as: FiledBefore; elsewhere: boolean } | null>(
    opened?.filed === undefined ? null : { as: opened.filed, elsewhere: true },
  );
  useFiledElsewhere(place.id, (as) => setFiled({ as, elsewhere: true }));
  const [showAll, setShowAll] = useState(false);
  const [links, setLinks] = useState<ReadonlyMap<string, LinkKind>>(before?.links ?? new Map());
  const [taken, setTaken] = useState<Taken | null>(before?.taken ?? null);
  const [onBehalf, setOnBehalf] = useState(before?.onBehalf ?? '');
  const [refused, setRefused] = useState<(Refused & { why: string }) | null>(null);
  /** What came into force since, as filing told. */
  const [outdated, setOutdated] = useState<string[] | undefined>();

  const filling = useFilling(
    () => withCalculated(available.form, restored?.written.data ?? initialData(available, about), { today: today() }),
    // What was filled in before is judged at once; what was not yet, when it is left.
    () => (restored ? setNestedObjectValues<FormikTouched<FormData>>(restored.written.data, true) : {}),
  );
  const isSubmitting = useIsSubmitting(filling);
  const [untouched, setUntouched] = useState(filling.values);
  const [settled, settle] = useSettled(filling, 500);

  const submit = async () => {
    const { values } = filling;
    // What is judged from now on is what is filed.
    settle();
    setShowAll(true);
    setRefused(null);
    if (filed) return;
    if (keepOut.open) {
      requestAnimationFrame(goToKeepOut);
      return;
    }
    if (asksAsOther && !onBehalf.trim()) {
      requestAnimationFrame(goToOnBehalf);
      return;
    }
    const { release: goOnKeeping } = kept.hold();
    try {
      const sent = {
        township,
        form: form.key,
        data: takeIn(form, values, { today: today() }),
        configuration,
        ...linksOf(links),
      };
      const body = {
        ...sent,
        ...leftToCase(taken, aboutOf(form, values)),
        ...keepOut.answer,
        ...(asksAsOther && { onBehalf }),
        draft: place.id,
      };
      const { data } = await call<FiledCase>('POST', '/cases', { body, idempotencyKey: place.id });
      kept.end();
      tellFiled(place.id, data);
      void queries.invalidateQueries();
      message.success(`${t('newCase.filed')} ${data.number}`);
      navigate(`/cases/${data.id}/receipt`);
    } catch (error) {
      goOnKeeping(error instanceof ApiProblem);
      const changes = changesSince(error);
      setOutdated(changes);
      if (changes) return;
      const as = filedBefore(error);
      if (as !== undefined) {
        setFiled({ as, elsewhere: false });
        return;
      }
      const named = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
      const errors = named.map((one) => ({ ...one, pointer: one.pointer.replace(/^\/data/, '') }));
      setRefused({ why: messageOf(error, t), errors, of: takeIn(form, filling.values, { today: today() }) });
      if (!(error instanceof ApiProblem)) return;
      // After the messages are on the page.
      requestAnimationFrame(() => goToFirst(errors.map(({ pointer }) => pointer)));
    }
  };

  const { asInCase } = leftToCase(taken, aboutOf(form, settled));
  const body = useMemo(
    () => ({
      ...{ township, form: form.key, data: takeIn(form, settled, { today: today() }), configuration },
      ...(asInCase && { asInCase }),
      ...linksOf(links),
    }),
    [township, form, settled, configuration, asInCase, links],
  );
  const preview = useQuery({
    queryKey: ['preview', locale, body],
    queryFn: async ({ signal: _ }) => ({
      answer: (await call<PreviewOut>('POST', '/cases/preview', { body })).data,
      checked: body.data,
    }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });

  const earlier = useTakeOver({
    ...{ form, filling, taken, setTaken, untouched, setUntouched },
    offer: preview.data?.answer.takeOver ?? null,
  });
  const keepOut = useKeepOut(preview.data?.answer.nobodyFound, filling, before?.keepOut);
  const asksAsOther = preview.data?.answer.notPetitioner ?? null;
  const isBegun = useFilled(filling, '', (values) => values !== untouched);
  const beside = besideOf({ links, taken, keepOut: keepOut.said, onBehalf, lost });
  const head = { township, form: form.key, version, ...(about !== null && { about }) };
  const kept = useKeptDraft(
    {
      ...{ path, head, definition: form, beside },
      // Read when it is kept: this is not drawn with each key.
      get data() {
        return filling.values;
      },
    },
    {
      ...{ found: opened, settled },
      begun: isBegun || links.size > 0 || Boolean(keepOut.said || onBehalf),
      over: filed?.elsewhere === true,
      onFiled: (as) => setFiled({ as, elsewhere: false }),
      onMerged: (written) => {
        const said = besideIn(written);
        setLinks(said.links);
        setTaken(said.taken);
        setOnBehalf(said.onBehalf);
        keepOut.restore(said.keepOut);
        filling.setValues(written.data);
        // Both are shown as they stand now.
        settle();
      },
    },
  );

  useEffect(() => {
    if (isBegun) onBegun();
  }, [isBegun, onBegun]);

  const changes = outdated ?? changesSince(preview.error) ?? (available.version === version ? undefined : []);
  const goOnNow = async () => {
    if (await attempt(() => goOn(filling.values))) setOutdated(undefined);
  };

  const { judged, failure } = useMemo(() => {
    const now = takeIn(form, settled, { today: today() });
    const { answer, checked: data } = preview.data ?? {};
    const checked = answer && data && { errors: answer.errors, data };
    const errors = checked
      ? liveErrors(checked.errors, checked.data, now)
      : liveErrors(refused?.errors ?? [], refused?.of ?? now, now);
    return {
      judged: { of: settled, errors },
      failure: refused && refusalStands(refused, checked, now) ? refused.why : null,
    };
  }, [preview.data, refused, form, settled]);
  const { errors } = judged;

  const questions = useMemo(() => {
    const asked = questionsOf(form, settled, locale, { today: today() });
    return asked.map(({ message: told }) => told);
  }, [form, settled, locale]);

  const link = (id: string, kind: LinkKind | undefined) => {
    const next = new Map(links);
    if (kind) next.set(id, kind);
    else next.delete(id);
    setLinks(next);
  };

  /** A deliberate act, and the only one by which what was sent once is sent as something else. */
  const another = () => {
    kept.end();
    onOther({ data: filling.values, beside, seen });
  };

  const discard = async () => {
    if (await attempt(kept.discard)) onOther(null);
  };

  return (
    <form onSubmit={filling.submit} onKeyDown={keepEnter} noValidate className="columns">
      <div className="stack">
        {restored && (
          <Alert
            type="info"
            showIcon
            title={t('newCase.draftRestored')}
            action={
              <Popconfirm
                title={t('newCase.discard')}
                onConfirm={() => void discard()}
                okText={t('common.confirm')}
                cancelText={t('common.cancel')}
              >
                <Button size="small">{t('newCase.discard')}</Button>
              </Popconfirm>
            }
          />
        )}
        {opened?.unreadable && <Alert type="warning" showIcon title={t('newCase.draftUnreadable')} />}
        <LostAnswers lost={lost} onClose={forgetLost} />
        <BothWritten
          others={kept.others}
          form={form}
          written={{ data: settled, beside }}
          onTake={(pointer, value) => {
            kept.chosen(pointer);
            if (pointer === '/beside/onBehalf') setOnBehalf(typeof value === 'string' ? value : '');
            if (pointer.startsWith('/data/')) filling.change(pointer.slice('/data'.length), value);
          }}
          onKeep={kept.chosen}
        />
        <FormSections {...{ filling, form, township, judged, showAll, earlier }} onSubmit={submit} jumps />
        <KeepOutQuestion question={keepOut} township={township} required={showAll} />
        {asksAsOther && (
          <OnBehalfQuestion asked={asksAsOther} value={onBehalf} required={showAll} onChange={setOnBehalf} />
        )}
        {changes && (
          <div className="form-changed">
            <FormChanged changes={changes} onGoOn={() => void goOnNow()} />
          </div>
        )}
        {failure && <Alert type="error" showIcon title={failure} role="alert" />}
        {filed && <AlreadyFiled filed={filed.as} onAnother={another} />}
        <div className="page-head">
          {!filed && (
            <Button type="primary" size="large" htmlType="submit" loading={isSubmitting}>
              {t('newCase.submit')}
            </Button>
          )}
          {showAll && errors.size > 0 && (
            <button type="button" className="finding error beside-button" onClick={() => goToFirst([...errors.keys()])}>
              {t('newCase.fix', { count: errors.size })}
            </button>
          )}
          <KeptNote where={kept.where} />
        </div>
      </div>
      <PreviewPanel
        preview={preview.data?.answer}
        error={changesSince(preview.error) ? null : preview.error}
        busy={preview.isFetching}
        questions={questions}
        links={links}
        onLink={link}
      />
    </form>
  );
}
