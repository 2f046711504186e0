import { Alert, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../common/Dialog.tsx';
import { useRefusal } from '../common/use-refusal.ts';
import { useWords } from '../i18n/i18n.ts';

interface FrameProps {
  title: string;
  help: string;
  ready: boolean;
  /** What is written in it: a refusal is said until that changes. */
  written: unknown;
  submit: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

/** A small dialog that keeps what was written when the server refuses. */
export function Frame({ title, help, ready, written, submit, onClose, children }: FrameProps) {
  const { t } = useWords();
  const refusal = useRefusal(written);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    refusal.forget();
    try {
      await submit();
      onClose();
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      title={title}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void confirm()}
      onCancel={onClose}
    >
      {help && <p className="secondary">{help}</p>}
      {refusal.why && <Alert type="error" showIcon title={refusal.why} role="alert" className="notice" />}
      <Form component="div" layout="vertical">
        {children}
      </Form>
    </Dialog>
  );
}

interface WordsProps {
  label?: string;
  value: string;
  onChange: (text: string) => void;
}

export function Reason({ label, value, onChange }: WordsProps) {
  const { t } = useWords();
  return (
    <Form.Item label={label ?? t('common.reason')} htmlFor="dialog-reason">
      <Input.TextArea
        id="dialog-reason"
        autoSize={{ minRows: 2, maxRows: 8 }}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  );
}

interface TextDialogProps {
  title: string;
  help: string;
  label: string;
  submit: (text: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks for one text. */
export function TextDialog({ title, help, label, submit, onClose }: TextDialogProps) {
  const [text, setText] = useState('');
  const said = text.trim();
  return (
    <Frame {...{ title, help, onClose }} ready={said !== ''} written={text} submit={() => submit(said)}>
      <Reason label={label} value={text} onChange={setText} />
    </Frame>
  );
}
