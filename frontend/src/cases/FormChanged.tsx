import { Alert, Button } from 'antd';
import { useWords } from '../i18n/i18n.ts';
import type { LostAnswer } from './lost-answers.ts';

/** What came into force after the form was opened, and the way on with it; nothing that was typed goes. */
export function FormChanged({ changes, onGoOn }: { changes: readonly string[]; onGoOn: () => void }) {
  const { t } = useWords();
  return (
    <Alert
      type="warning"
      showIcon
      role="alert"
      title={t('newCase.outdated')}
      description={
        <div className="stack">
          {changes.length > 0 && (
            <ul>
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
          <p>{t('newCase.outdatedHelp')}</p>
          <div>
            <Button type="primary" onClick={onGoOn}>
              {t('newCase.goOn')}
            </Button>
          </div>
        </div>
      }
    />
  );
}

/** Answers that the form as it is now has no place for: to be read and copied until somebody puts the list away. */
export function LostAnswers({ lost, onClose }: { lost: readonly LostAnswer[]; onClose: () => void }) {
  const { t } = useWords();
  if (lost.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('newCase.lost')}
      action={
        <Button size="small" onClick={onClose}>
          {t('newCase.lostSeen')}
        </Button>
      }
      description={
        <dl className="facts">
          {lost.map(({ pointer, label, text }) => (
            <div key={pointer} className="pair">
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      }
    />
  );
}
