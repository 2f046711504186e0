import type { HandOverOut, UserOut, WorkloadOut } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, App, Form } from 'antd';
import { useState } from 'react';
import { call, get } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { TextBlock } from '../common/room.tsx';
import { Select } from '../common/Select.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';
import { useTakers } from './PersonDialog.tsx';

interface Order {
  to?: string;
  reason: string;
}

/** Hands over what somebody works on, for as long as they are away. */
export function HandOverDialog({ user, onClose }: { user: UserOut; onClose: () => void }) {
  const { t, list } = useWords();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Order>();
  const refusal = useRefusal(Form.useWatch([], form));
  const [busy, setBusy] = useState(false);
  const takers = useTakers(user);
  const workload = useQuery({
    queryKey: ['workload', user.id],
    queryFn: () => get<WorkloadOut>(`/users/${user.id}/workload`),
  });
  const nothing = workload.data !== undefined && workload.data.cases + workload.data.tasks === 0;

  const submit = async () => {
    const { to, reason } = await form.validateFields();
    setBusy(true);
    refusal.forget();
    try {
      const body = { reason, ...(to && { to }) };
      const { data } = await call<HandOverOut>('POST', `/users/${user.id}/hand-over`, { body });
      onClose();
      const content = data.kept.length > 0 ? t('people.kept', { numbers: list(data.kept) }) : undefined;
      modal.success({ title: t('people.handedOver', { count: data.moved }), content });
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      title={t('people.handOverOf', { name: user.displayName })}
      okText={t('people.handOver')}
      cancelText={t('common.cancel')}
      okButtonProps={{ loading: busy, disabled: nothing }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <p className="secondary">
        {/* A line from the start: what comes later must not move the buttons from under the pointer. */}
        {nothing ? t('people.nothing') : workload.data ? t('people.workload', { ...workload.data }) : '\u00a0'}
      </p>
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      {!nothing && (
        <Form form={form} layout="vertical" requiredMark={false}>
          <Form.Item name="to" label={t('people.handOverTo')} extra={t('people.handOverHelp')}>
            <Select allowClear placeholder={t('people.byOrder')} options={takers} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('common.reason')}
            rules={[{ required: true, whitespace: true, message: t('field.required', { field: t('common.reason') }) }]}
          >
            <TextBlock autoSize={{ minRows: 2, maxRows: 6 }} room={2000} />
          </Form.Item>
        </Form>
      )}
    </Dialog>
  );
}
