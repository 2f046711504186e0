import type { ActionOut, CaseOut } from '@caseway/backend/contract';
import { type FormData, type FormDefinition, pruneData, withDefaults } from '@caseway/form-schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select, Space } from 'antd';
import { FormikProvider, useFormik } from 'formik';
import { useEffect, useMemo, useState } from 'react';
import { ApiProblem, call, get, newKey } from '../api/client.ts';
import { FormSections } from '../form-renderer/FormSections.tsx';
import { useWords } from '../i18n/i18n.ts';
import { messageOf } from '../shell/problem-message.ts';
import { Loading } from '../shell/states.tsx';

interface Props {
  item: CaseOut;
  etag: string | undefined;
  action: ActionOut;
  onClose: () => void;
}

interface Words {
  reasons: string;
  legalBasis: string;
  policyBasis: string;
  documents: Record<string, string>;
  data: FormData;
}

/** What an action asks to be written down; nothing of it is lost when the server refuses. */
export function ActionDialog({ item, etag, action, onClose }: Props) {
  const { say } = useWords();
  const form = useQuery({
    queryKey: ['action-form', item.id, action.key],
    enabled: action.form !== null,
    queryFn: () => get<{ version: number; form: FormDefinition }>(`/cases/${item.id}/actions/${action.key}/form`),
  });
  return (
    <Modal
      open
      title={say(action.title)}
      width={760}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {action.help && <p className="secondary">{say(action.help)}</p>}
      {action.form === null ? (
        <ActionForm {...{ item, etag, action, onClose }} form={null} />
      ) : (
        <Loading query={form}>
          {(loaded) => <ActionForm {...{ item, etag, action, onClose }} form={loaded.form} />}
        </Loading>
      )}
    </Modal>
  );
}

function ActionForm({ item, etag, action, onClose, form }: Props & { form: FormDefinition | null }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [key] = useState(newKey);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const formik = useFormik<Words>({
    initialValues: {
      reasons: '',
      legalBasis: '',
      policyBasis: '',
      documents: {},
      data: form ? withDefaults(form, {}) : {},
    },
    onSubmit: async ({ documents, data, ...words }) => {
      setFailure(null);
      try {
        const body = {
          ...words,
          ...(Object.keys(documents).length > 0 && { documents }),
          ...(form && { data: pruneData(form, data) }),
        };
        await call('POST', `/cases/${item.id}/actions/${action.key}`, { body, ifMatch: etag, idempotencyKey: key });
        message.success(t('case.done'));
        await queries.invalidateQueries();
        onClose();
      } catch (error) {
        setFailure(messageOf(error, t));
        if (error instanceof ApiProblem) {
          setErrors(new Map(error.problem.errors?.map(({ pointer, message: text }) => [pointer, text])));
          if (error.status === 412) await queries.invalidateQueries({ queryKey: ['case', item.id] });
        }
      }
    },
  });
  const words = (['reasons', 'policyBasis', 'legalBasis'] as const).filter(
    (name) => action.requires[name] || name === 'reasons',
  );
  return (
    <FormikProvider value={formik}>
      <form onSubmit={formik.handleSubmit} noValidate>
        {failure && <Alert type="error" showIcon title={failure} role="alert" style={{ marginBlockEnd: 16 }} />}
        {form && (
          <StepForm
            form={form}
            township={item.township.key}
            errors={errors}
            values={formik.initialValues.data}
            onChange={(data) => void formik.setFieldValue('data', data, false)}
          />
        )}
        <Form component="div" layout="vertical" requiredMark={false} style={{ marginBlockStart: 16 }}>
          {words.map((name) => (
            <Form.Item
              key={name}
              htmlFor={`action-${name}`}
              label={
                <>
                  {t(`case.${name}`)}
                  {action.requires[name] ? (
                    <span className="tone-bad"> *</span>
                  ) : (
                    <span className="secondary"> ({t('common.optional')})</span>
                  )}
                </>
              }
              validateStatus={errors.has(`/${name}`) ? 'error' : undefined}
              help={errors.get(`/${name}`)}
            >
              <Input.TextArea
                id={`action-${name}`}
                autoSize={{ minRows: name === 'reasons' ? 3 : 1, maxRows: 12 }}
                value={formik.values[name]}
                onChange={({ target }) => void formik.setFieldValue(name, target.value, false)}
              />
            </Form.Item>
          ))}
          {action.requires.documents.map((document) => (
            <Form.Item
              key={document.key}
              htmlFor={`document-${document.key}`}
              label={say(document.title)}
              validateStatus={errors.has(`/documents/${document.key}`) ? 'error' : undefined}
              help={errors.get(`/documents/${document.key}`)}
            >
              <Select
                id={`document-${document.key}`}
                placeholder={t('case.chooseAttachment')}
                options={item.attachments.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id: string) =>
                  void formik.setFieldValue('documents', { ...formik.values.documents, [document.key]: id }, false)
                }
              />
            </Form.Item>
          ))}
        </Form>
        <p className="secondary">
          {t('case.to', { step: say(action.to.title) })}
          {action.outcome && ` · ${say(action.outcome.title)}`}
        </p>
        {action.weighty && <Alert type="warning" showIcon title={t('case.weighty')} style={{ marginBlockEnd: 16 }} />}
        <Space>
          <Button type="primary" htmlType="submit" loading={formik.isSubmitting}>
            {t('case.do')}
          </Button>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
        </Space>
      </form>
    </FormikProvider>
  );
}

interface StepFormProps {
  form: FormDefinition;
  township: string;
  errors: ReadonlyMap<string, string>;
  values: FormData;
  onChange: (data: FormData) => void;
}

/** The form of a step, in a Formik of its own whose values go up as they change. */
function StepForm({ form, township, errors, values, onChange }: StepFormProps) {
  const inner = useFormik<FormData>({ initialValues: values, onSubmit: () => undefined });
  const { values: current } = inner;
  const own = useMemo(
    () =>
      new Map(
        [...errors]
          .filter(([pointer]) => pointer.startsWith('/data/'))
          .map(([pointer, text]) => [pointer.slice(5), text]),
      ),
    [errors],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what is filled in goes up
  useEffect(() => onChange(current), [current]);
  return (
    <FormikProvider value={inner}>
      <FormSections form={form} township={township} errors={own} showAll />
    </FormikProvider>
  );
}
