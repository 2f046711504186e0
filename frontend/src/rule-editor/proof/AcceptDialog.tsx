import type { LocalizedText } from '@caseway/form-schemas';
import { useState } from 'react';
import { Dialog } from '../../common/Dialog.tsx';
import { TextBlock } from '../../common/room.tsx';
import { useWords } from '../../i18n/i18n.ts';

interface Props {
  /** What is to stay, in words. */
  message: string;
  onAccept: (reason: LocalizedText) => void;
  onClose: () => void;
}

/** Why a finding stays, in both languages: whoever reads the rules later sees it. */
export function AcceptDialog({ message, onAccept, onClose }: Props) {
  const { t } = useWords();
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  return (
    <Dialog
      open
      title={t('proof.accept')}
      okText={t('proof.acceptNow')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: zh.trim() === '' || en.trim() === '' }}
      onOk={() => onAccept({ 'zh-CN': zh.trim(), en: en.trim() })}
      onCancel={onClose}
    >
      <p>{message}</p>
      <label htmlFor="accept-zh">{t('proof.reasonZh')}</label>
      <TextBlock
        id="accept-zh"
        value={zh}
        autoSize={{ minRows: 2 }}
        room={2000}
        onChange={({ target }) => setZh(target.value)}
      />
      <label htmlFor="accept-en">{t('proof.reasonEn')}</label>
      <TextBlock
        id="accept-en"
        value={en}
        autoSize={{ minRows: 2 }}
        room={2000}
        onChange={({ target }) => setEn(target.value)}
      />
    </Dialog>
  );
}
