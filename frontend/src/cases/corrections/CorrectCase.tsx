import type { CaseOut, CorrectedSince, CorrectionOut } from '@caseway/backend/contract';
import { type FormData, takeIn } from '@caseway/form-schemas';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Popconfirm, Radio, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { call } from '../../api/client.ts';
import { messageOf } from '../../common/problem-message.ts';
import { TextBlock } from '../../common/room.tsx';
import { Loading } from '../../common/states.tsx';
import { today } from '../../common/times.ts';
import { useRefusal } from '../../common/use-refusal.ts';
import { FormSections } from '../../form-renderer/FormSections.tsx';
import { useFilled, useFilling, useSettled } from '../../form-renderer/filling/use-filling.ts';
import { useWords } from '../../i18n/i18n.ts';
import { liveErrors } from '../live-errors.ts';
import { KeepOutQuestion } from '../recusals/KeepOutQuestion.tsx';
import { useKeepOut } from '../recusals/use-keep-out.ts';
import { OnBehalfQuestion } from '../review/OnBehalfQuestion.tsx';
import { CorrectionDifference } from './CorrectionDifference.tsx';

const WAIT_MS = 500;

/** Puts right what was registered: what would change is shown before it is taken. */
export function CorrectCase() {
  const { id = '' } = useParams();
  const { locale } = useWords();
  const found = useQuery({
    queryKey: ['case-to-correct', id, locale],
    // Somebody writes over what was read here: it is not read anew under their hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: () => call<CaseOut>('GET', `/cases/${id}`),
  });
  return <Loading query={found}>{({ data, etag }) => <Correcting item={data} etag={etag} />}</Loading>;
}

function Correcting({ item, etag }: { item: CaseOut; etag: string | undefined }) {
  const { t, locale } = useWords();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [since, setSince] = useState<CorrectedSince>('start');
  const [busy, setBusy] = useState(false);
  const form = item.formDefinition;
  const filling = useFilling(() => item.data as FormData);
  const [onBehalf, setOnBehalf] = useState('');
  const [data] = useSettled(filling, WAIT_MS);
  const { why, refuse, forget } = useRefusal({ data, reason, since, onBehalf });
  // What was calculated stands for the day on which the matter was registered.
  const asOf = item.days.received;
  const days = useMemo(() => ({ asOf }), [asOf]);
  const body = useMemo(
    () => ({ data: takeIn(form, data, { today: today(), asOf }), reason: t('correct.notYet'), since }),
    [form, data, asOf, since, t],
  );
  const path = `/cases/${item.id}/corrections`;
  const preview = useQuery({
    queryKey: ['correction', item.id, locale, body, etag],
    queryFn: async () => ({
      answer: (await call<CorrectionOut>('POST', `${path}/preview`, { body, ifMatch: etag })).data,
      checked: body.data,
    }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const shown = preview.data?.answer;
  const keepOut = useKeepOut(shown?.nobodyFound, filling);
  const judged = useMemo(() => {
    const { answer, checked = body.data } = preview.data ?? {};
    const errors = (answer?.errors ?? []).filter(({ pointer }) => pointer);
    return { of: data, errors: liveErrors(errors, checked, body.data) };
  }, [preview.data, data, body]);
  // What is shown must be what is taken.
  const settled = useFilled(filling, '', (values) => values === data) && !preview.isFetching;
  const asksAsOther = shown?.notPetitioner ?? null;
  const answered = !keepOut.open && (!asksAsOther || onBehalf.trim() !== '');
  const ready = settled && shown?.errors.length === 0 && answered && reason.trim() !== '';
  const take = async () => {
    setBusy(true);
    forget();
    try {
      const asOther = asksAsOther && { onBehalf };
      const taken = {
        data: takeIn(form, filling.values, { today: today(), asOf }),
        reason: reason.trim(),
        since,
        ...keepOut.answer,
        ...asOther,
      };
      await call<CorrectionOut>('POST', path, { body: taken, ifMatch: etag });
      await queries.invalidateQueries();
      message.success(t('correct.done'));
      navigate(`/cases/${item.id}`);
    } catch (error) {
      refuse(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="page-head">
        <div>
          <Typography.Title level={1}>{t('correct.title')}</Typography.Title>
          <span className="number">{item.number}</span>
        </div>
        <div className="page-actions">
          <Button onClick={() => navigate(`/cases/${item.id}`)}>{t('common.cancel')}</Button>
        </div>
      </div>
      <div className="columns">
        <div className="stack">
          <Alert type="info" showIcon title={t('correct.help')} />
          <FormSections {...{ filling, form, judged }} township={item.township.key} days={days} showAll jumps />
        </div>
        <aside className="stack sticky" aria-label={t('correct.difference')} aria-live="polite">
          <Card title={<h2 className="section-title">{t('correct.difference')}</h2>}>
            {preview.error && <Alert type="warning" showIcon title={messageOf(preview.error, t)} />}
            {shown && <CorrectionDifference shown={shown} />}
          </Card>
          <KeepOutQuestion question={keepOut} township={item.township.key} required={reason.trim() !== ''} />
          {asksAsOther && (
            <OnBehalfQuestion
              asked={asksAsOther}
              value={onBehalf}
              required={reason.trim() !== ''}
              onChange={setOnBehalf}
            />
          )}
          <Card>
            <Form component="div" layout="vertical">
              <Form.Item label={t('correct.since')} extra={t(`correct.sinceHelp.${since}`)}>
                <Radio.Group
                  aria-label={t('correct.since')}
                  value={since}
                  options={(['start', 'now'] as const).map((value) => ({
                    value,
                    label: t(`correct.sinceIs.${value}`),
                  }))}
                  onChange={({ target }) => setSince(target.value)}
                />
              </Form.Item>
              <Form.Item label={t('common.reason')} htmlFor="correct-reason" required>
                <TextBlock
                  id="correct-reason"
                  rows={3}
                  room={2000}
                  value={reason}
                  placeholder={t('correct.reasonExample')}
                  onChange={(event) => setReason(event.target.value)}
                />
              </Form.Item>
              {why && <Alert type="error" showIcon role="alert" title={why} className="notice" />}
              <Popconfirm
                title={t(shown?.startsAnew ? 'correct.askAnew' : 'correct.ask')}
                okText={t('common.confirm')}
                cancelText={t('common.cancel')}
                disabled={!ready}
                onConfirm={() => take()}
              >
                <Button type="primary" block disabled={!ready} loading={busy}>
                  {t('correct.take')}
                </Button>
              </Popconfirm>
            </Form>
          </Card>
        </aside>
      </div>
    </>
  );
}
