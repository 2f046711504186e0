import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { useSession } from '../common/session.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx';

interface Chosen {
  next: string;
  repeated: string;
}

/** Who signed in with a one-time password chooses one of their own before anything else. */
export function FirstPassword() {
  const { t } = useWords();
  const { session, reload } = useSession();
  const [form] = Form.useForm<Chosen>();
  const refusal = useRefusal(Form.useWatch([], form));
  const [busy, setBusy] = useState(false);

  const submit = async ({ next }: Chosen) => {
    setBusy(true);
    refusal.forget();
    try {
      await call('POST', '/auth/password', { body: { newPassword: next } });
      await reload();
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="sign-in">
      <div className="sign-in-switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
      <Card className="sign-in-card">
        <Typography.Title level={1} className="card-heading">
          {t('firstPassword.title')}
        </Typography.Title>
        <Typography.Paragraph type="secondary">{t('firstPassword.help')}</Typography.Paragraph>
        {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
        <Form<Chosen> form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit}>
          {/* For password managers: whose password this is. */}
          <input type="text" autoComplete="username" value={session?.user.username ?? ''} readOnly hidden />
          <Form.Item
            name="next"
            label={t('signIn.next')}
            rules={[{ required: true, min: 12, message: t('firstPassword.short') }]}
          >
            <Input.Password autoComplete="new-password" autoFocus />
          </Form.Item>
          <Form.Item
            name="repeated"
            label={t('firstPassword.repeat')}
            dependencies={['next']}
            rules={[
              ({ getFieldValue }) => ({
                validator: (_, value) =>
                  value === getFieldValue('next')
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('firstPassword.differs'))),
              }),
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t('firstPassword.submit')}
          </Button>
        </Form>
      </Card>
    </main>
  );
}
