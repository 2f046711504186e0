import { Button, Modal } from 'antd';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  /** How many drafts have something on this machine alone; 0: it is not asked. */
  count: number;
  onStay: () => void;
  /** Leaves it here, sealed. */
  onLeave: () => void;
  onGiveUp: () => void;
}

/** Asked of who signs out while something that they wrote is on this machine alone. */
export function DraftsNotSent({ count, onStay, onLeave, onGiveUp }: Props) {
  const { t } = useWords();
  return (
    <Modal
      open={count > 0}
      title={t('drafts.notSent')}
      onCancel={onStay}
      footer={[
        <Button key="stay" type="primary" autoFocus onClick={onStay}>
          {t('drafts.stay')}
        </Button>,
        <Button key="leave" onClick={onLeave}>
          {t('drafts.keepLocked')}
        </Button>,
        <Button key="give-up" danger onClick={onGiveUp}>
          {t('drafts.giveUp')}
        </Button>,
      ]}
    >
      {count > 0 && t('drafts.notSentHelp', { count })}
    </Modal>
  );
}
