import { UploadOutlined } from '@ant-design/icons';
import type { ActionOut, CaseOut } from '@caseway/backend/contract';
import { type FormData, type FormDefinition, takeIn, withDefaults } from '@caseway/form-schemas';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Space, Upload } from 'antd';
import { Fragment, useState } from 'react';
import { get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { Loading } from '../common/states.tsx';
import { momentText, today } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { useUpload } from './AttachmentList.tsx';
import { StepForm } from './StepForm.tsx';

interface WordsFieldProps {
  name: string;
  label: string;
  required: boolean;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

export function WordsField({ name, label, required, value, error, onChange }: WordsFieldProps) {
  const { t } = useWords();
  return (
    <Form.Item
      htmlFor={`action-${name}`}
      label={
        <>
          {label}
          {required ? (
            <span className="tone-bad"> *</span>
          ) : (
            <span className="secondary">{t('common.aside', { text: '', aside: t('common.optional') })}</span>
          )}
        </>
      }
      validateStatus={error === undefined ? undefined : 'error'}
      help={error}
    >
      <Input.TextArea
        id={`action-${name}`}
        autoSize={{ minRows: name === 'reasons' ? 3 : 1, maxRows: 12 }}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}

/** What the one wrote whose proposal is to be approved: nobody approves what they have not read. */
export function Proposal({ proposal, item }: { proposal: NonNullable<ActionOut['proposal']>; item: CaseOut }) {
  const { t, say } = useWords();
  const papers = Object.values(proposal.documents).flatMap((id) => item.attachments.filter((paper) => paper.id === id));
  return (
    <section className="proposal" aria-label={t('case.proposal')}>
      <h3>{say(proposal.title)}</h3>
      <p className="secondary">
        {proposal.by?.displayName ?? '—'} · {momentText(proposal.at)}
      </p>
      <dl className="facts">
        {proposal.details.map(({ label, text }) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
        {papers.length > 0 && <dt>{t('case.attachments')}</dt>}
        {papers.map(({ id, name }) => (
          <dd key={id}>
            <a href={`/api/cases/${item.id}/attachments/${id}`}>{name}</a>
          </dd>
        ))}
      </dl>
    </section>
  );
}

interface PaperFieldProps {
  item: CaseOut;
  name: string;
  label: string;
  value: string | undefined;
  error: string | undefined;
  onChange: (id: string) => void;
}

/** A paper that an action must have: one of the case's, or one that is put to it here. */
export function PaperField({ item, name, label, value, error, onChange }: PaperFieldProps) {
  const { t } = useWords();
  const { busy, upload } = useUpload(item);
  return (
    <Form.Item
      htmlFor={name}
      label={
        <>
          {label}
          <span className="tone-bad"> *</span>
        </>
      }
      validateStatus={error === undefined ? undefined : 'error'}
      help={error}
    >
      <Space.Compact block>
        <Select
          id={name}
          placeholder={t('case.chooseAttachment')}
          value={value}
          options={item.attachments.map(({ id, name: file }) => ({ value: id, label: file }))}
          onChange={onChange}
        />
        {item.mayAddPapers && (
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              void upload(file).then((id) => id !== null && onChange(id));
              return false;
            }}
          >
            <Button icon={<UploadOutlined />} loading={busy}>
              {t('case.upload')}
            </Button>
          </Upload>
        )}
      </Space.Compact>
    </Form.Item>
  );
}

interface DeliveryProps {
  item: CaseOut;
  action: ActionOut;
  errors: ReadonlyMap<string, string>;
  /** What was written of it before. */
  before: FormData | null;
  onChange: (data: FormData | null) => void;
}

/** What it tells in writing may be delivered at once; else that is recorded on the case later. */
export function Delivery({ item, action, errors, before, onChange }: DeliveryProps) {
  const { t } = useWords();
  const [now, setNow] = useState(before !== null);
  const form = useQuery({
    queryKey: ['delivery-form', item.id, action.key],
    staleTime: 'static',
    gcTime: 0,
    enabled: now,
    queryFn: () => get<{ form: FormDefinition }>(`/cases/${item.id}/deliveries/${action.key}/form`),
  });
  return (
    <div className="notice">
      <Checkbox
        checked={now}
        onChange={({ target }) => {
          setNow(target.checked);
          if (!target.checked) onChange(null);
        }}
      >
        {t('telling.now')}
      </Checkbox>
      <div className="secondary">{t('telling.later')}</div>
      {now && (
        <Loading query={form}>
          {(loaded) => (
            <StepForm
              form={loaded.form}
              township={item.township.key}
              errors={errors}
              pointer="/delivery"
              days={{ ...item.days, told: today() }}
              values={withDefaults(loaded.form, before ?? {})}
              onChange={(data) => onChange(takeIn(loaded.form, data, { today: today() }))}
            />
          )}
        </Loading>
      )}
    </div>
  );
}
