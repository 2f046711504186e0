import { Alert, Button } from 'antd';
import { messageOf } from '../../common/problem-message.ts';
import { useWords } from '../../i18n/i18n.ts';

interface Props {
  /** Why the check gave no answer; null: it did, or is awaited. */
  checkFailed: Error | null;
  onCheckAgain: () => void;
  /** What was refused. */
  failure: string | null;
  onClose: () => void;
}

/** What went wrong with the document as a whole, and what to do about it. */
export function EditorNotices({ checkFailed, onCheckAgain, failure, onClose }: Props) {
  const { t } = useWords();
  return (
    <>
      {checkFailed && (
        <Alert
          type="warning"
          showIcon
          title={t('admin.unchecked_failed')}
          description={messageOf(checkFailed, t)}
          role="alert"
          className="notice"
          action={
            <Button size="small" onClick={onCheckAgain}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {failure && (
        <Alert type="error" showIcon closable title={failure} role="alert" className="notice" onClose={onClose} />
      )}
    </>
  );
}
