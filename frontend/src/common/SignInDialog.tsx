import type { SessionOut } from '@caseway/backend/contract';
import { Modal, Typography } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import { SignInForm } from './SignInForm.tsx';

interface Props {
  username: string;
  onDone: (session: SessionOut) => void;
  onCancel: () => void;
}

/** Signs in again over the page, so that nothing on it is lost. */
export function SignInDialog({ username, onDone, onCancel }: Props) {
  const { t } = useWords();
  return (
    <Modal open title={t('signIn.again')} footer={null} onCancel={onCancel} mask={{ closable: false }}>
      <Typography.Paragraph type="secondary">{t('signIn.againHelp')}</Typography.Paragraph>
      <SignInForm username={username} onDone={onDone} />
    </Modal>
  );
}
