import type { CaseOut, TellingOut } from '@caseway/backend/contract';
import { type FormData, type FormDefinition, takeIn } from '@caseway/form-schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Space, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { ApiProblem, call, get, newKey, wasDoneBefore } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { messageOf } from '../common/problem-message.ts';
import { Loading } from '../common/states.tsx';
import { dayText, momentText, today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { StepForm } from './StepForm.tsx';
import { TextDialog } from './TextDialog.tsx';

interface Props {
  item: CaseOut;
  etag: string | undefined;
}

interface TellingsProps extends Props {
  /** The letter whose delivery is being recorded. */
  recorded: TellingOut | null;
  onRecord: (telling: TellingOut | null) => void;
}

/** What was told in writing, and whether it arrived: clocks go by the day on which it did. */
export function Tellings({ item, etag, recorded, onRecord }: TellingsProps) {
  const { t, say } = useWords();
  const { hash } = useLocation();
  const card = useRef<HTMLDivElement>(null);
  // Who comes from a letter that waits stands at it.
  useEffect(() => {
    if (hash === '#tellings') card.current?.scrollIntoView({ block: 'center' });
  }, [hash]);
  const [given, setGiven] = useState<TellingOut | null>(null);
  if (item.tellings.length === 0) return null;
  return (
    <Card ref={card} id="tellings" title={<h2 className="section-title">{t('telling.title')}</h2>}>
      {item.tellings.map((telling) => (
        <div className="case-line" key={`${telling.action}/${telling.toldFrom}`}>
          <div>
            {say(telling.title)}
            <div className="secondary">{t('telling.since', { at: momentText(telling.toldFrom) })}</div>
            {telling.deliveredOn ? (
              <div className="tone-good">{t('telling.delivered', { day: telling.deliveredOn })}</div>
            ) : telling.givenUpAt ? (
              <Tag>{t('telling.givenUp', { at: momentText(telling.givenUpAt) })}</Tag>
            ) : (
              <Tag color="orange">
                {telling.attempts > 0 ? t('telling.attempts', { count: telling.attempts }) : t('telling.waiting')}
              </Tag>
            )}
          </div>
          <Space wrap>
            {telling.mayRecord && (
              <Button size="small" onClick={() => onRecord(telling)}>
                {t('telling.record')}
              </Button>
            )}
            {telling.mayGiveUp && (
              <Button size="small" type="text" onClick={() => setGiven(telling)}>
                {t('telling.giveUp')}
              </Button>
            )}
          </Space>
        </div>
      ))}
      {recorded && <DeliveryDialog {...{ item, etag }} telling={recorded} onClose={() => onRecord(null)} />}
      {given && <GiveUpDialog {...{ item, etag }} telling={given} onClose={() => setGiven(null)} />}
    </Card>
  );
}

/** Nobody can deliver it, and why. */
function GiveUpDialog({ item, etag, telling, onClose }: Props & { telling: TellingOut; onClose: () => void }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const submit = async (reasons: string) => {
    const body = { action: telling.action, toldFrom: telling.toldFrom, reasons };
    await call('POST', `/cases/${item.id}/deliveries/give-up`, { body, ifMatch: etag, idempotencyKey: key });
    message.success(t('case.done'));
    await queries.invalidateQueries();
  };
  return (
    <TextDialog
      title={t('telling.giveUpOf', { title: say(telling.title) })}
      help={t('telling.giveUpHelp')}
      label={t('telling.giveUpWhy')}
      submit={submit}
      onClose={onClose}
    />
  );
}

function DeliveryDialog({ item, etag, telling, onClose }: Props & { telling: TellingOut; onClose: () => void }) {
  const { t, say } = useWords();
  const form = useQuery({
    queryKey: ['delivery-form', item.id, telling.action, telling.toldFrom],
    queryFn: () =>
      get<{ form: FormDefinition }>(`/cases/${item.id}/deliveries/${telling.action}/form`, {
        toldFrom: telling.toldFrom,
      }),
  });
  return (
    <Dialog
      open
      title={t('telling.recordOf', { title: say(telling.title) })}
      width={640}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="secondary">{t('telling.help')}</p>
      <Loading query={form}>
        {(loaded) => <DeliveryForm {...{ item, etag, telling, onClose }} form={loaded.form} />}
      </Loading>
    </Dialog>
  );
}

interface FormProps extends Props {
  telling: TellingOut;
  form: FormDefinition;
  onClose: () => void;
}

function DeliveryForm({ item, etag, telling, form, onClose }: FormProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [data, setData] = useState<FormData>({});
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const body = { action: telling.action, toldFrom: telling.toldFrom, data: takeIn(form, data, { today: today() }) };
      await call('POST', `/cases/${item.id}/deliveries`, { body, ifMatch: etag, idempotencyKey: key });
      message.success(t('case.done'));
      await queries.invalidateQueries();
      onClose();
    } catch (error) {
      setFailure(messageOf(error, t));
      if (error instanceof ApiProblem) {
        setErrors(new Map(error.problem.errors?.map(({ pointer, message: text }) => [pointer, text])));
        if (error.status === 412 || wasDoneBefore(error)) await queries.invalidateQueries();
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {failure && <Alert type="error" showIcon title={failure} role="alert" className="notice" />}
      <StepForm
        form={form}
        township={item.township.key}
        errors={errors}
        pointer="/data"
        days={{ ...item.days, told: dayText(telling.toldFrom) }}
        values={data}
        onChange={(next) => {
          setData(next);
          setFailure(null);
        }}
      />
      <Button type="primary" loading={busy} onClick={() => void submit()} className="set-off">
        {t('telling.record')}
      </Button>
    </>
  );
}
