import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';
import type { AskedName, RenamedDocuments } from './RenameDialog.tsx';

/** Where a field got its other name, and the way back in all of it. */
export function RenamedNote({
  asked,
  documents,
  documentKey,
  onBack,
  onClose,
}: {
  asked: AskedName;
  documents: RenamedDocuments;
  documentKey: string;
  onBack: () => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const others = documents.filter(({ kind, key }) => kind !== 'forms' || key !== documentKey);
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      closable={{ onClose }}
      title={t('rename.done', { title: asked.title, to: asked.to })}
      description={
        <>
          <ul className="rename-list">
            {others.map(({ kind, key, title }) => (
              <li key={`${kind}/${key}`}>
                <Link to={`/admin/${kind}/${key}`}>{title}</Link>
              </li>
            ))}
          </ul>
          <p className="secondary">{t('rename.undoHint')}</p>
        </>
      }
      action={<Button onClick={onBack}>{t('rename.back')}</Button>}
    />
  );
}
