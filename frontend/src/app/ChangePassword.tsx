import { Alert, App, Form, Input } from 'antd';
import { call } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { useSession } from '../common/session.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';

export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { reload } = useSession();
  const [form] = Form.useForm<{ currentPassword: string; newPassword: string }>();
  const refusal = useRefusal(Form.useWatch([], form));

  const submit = async () => {
    refusal.forget();
    try {
      await call('POST', '/auth/password', { body: await form.validateFields() });
      message.success(t('signIn.changed'));
      form.resetFields();
      onClose();
      await reload();
    } catch (error) {
      if (error instanceof Error) refusal.refuse(error);
    }
  };

  return (
    <Dialog
      open={open}
      title={t('signIn.changePassword')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      onOk={submit}
      onCancel={onClose}
    >
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" />}
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="currentPassword" label={t('signIn.current')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="newPassword" label={t('signIn.next')} rules={[{ required: true, min: 12 }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Dialog>
  );
}
