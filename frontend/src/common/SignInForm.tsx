import type { SessionOut } from '@caseway/backend/contract';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { useWords } from '../i18n/i18n.ts';
import { useRefusal } from './use-refusal.ts';

interface Props {
  username?: string;
  onDone: (session: SessionOut) => void;
}

/** User name and password; says what went wrong and keeps what was typed. */
export function SignInForm({ username, onDone }: Props) {
  const { t } = useWords();
  const [form] = Form.useForm<{ username: string; password: string }>();
  const refusal = useRefusal(Form.useWatch([], form));
  const [busy, setBusy] = useState(false);

  const submit = async (values: { username: string; password: string }) => {
    setBusy(true);
    refusal.forget();
    try {
      onDone((await call<SessionOut>('POST', '/auth/login', { body: values })).data);
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ username }}
      onFinish={submit}
      size="large"
    >
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      <Form.Item
        name="username"
        label={t('signIn.username')}
        rules={[{ required: true, message: t('field.required', { field: t('signIn.username') }) }]}
      >
        <Input autoComplete="username" autoFocus={!username} readOnly={username !== undefined} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('field.required', { field: t('signIn.password') }) }]}
      >
        <Input.Password autoComplete="current-password" autoFocus={username !== undefined} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('signIn.submit')}
      </Button>
    </Form>
  );
}
