import { lossyNumberText } from '@caseway/form-schemas';
import { Alert } from 'antd';
import type { EditedDocument } from '../../editor-kit/document.ts';
import { useWords } from '../../i18n/i18n.ts';

/** Where the text of a document is no JSON, or would lose digits; nothing where it is well. */
export function BrokenSource({ document: { brokenLine, lossy } }: { document: EditedDocument }) {
  const { t, locale } = useWords();
  if (brokenLine === undefined) return null;
  return (
    <Alert
      type="error"
      title={
        lossy
          ? t('admin.lossyNumber', { line: brokenLine, words: lossyNumberText(lossy, locale) })
          : t('admin.notJson', { line: brokenLine })
      }
      role="alert"
    />
  );
}
