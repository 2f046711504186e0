import { lossyNumberText } from '@caseway/form-schemas';
import { RULE_SET_META_SCHEMA } from '@caseway/rule-sets';
import { Alert } from 'antd';
import type { Ref } from 'react';
import { JsonEditor, type JsonEditorHandle } from '../../common/JsonEditor.tsx';
import { documentText, type EditedDocument, typeText } from '../../editor-kit/document.ts';
import type { EditHistory } from '../../editor-kit/use-history.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';

/** The rule set as text, in step with everything else. Text that is no JSON is kept and marked. */
export function SourceView({
  ref,
  history,
  findings,
  readOnly,
}: {
  ref?: Ref<JsonEditorHandle>;
  history: EditHistory<EditedDocument>;
  findings: readonly ShownFinding[];
  readOnly: boolean;
}) {
  const { t, locale } = useWords();
  const { brokenLine, lossy } = history.value;
  return (
    <div className="re-source">
      {brokenLine !== undefined && (
        <Alert
          type="error"
          role="alert"
          title={
            lossy
              ? t('admin.lossyNumber', { line: brokenLine, words: lossyNumberText(lossy, locale) })
              : t('admin.notJson', { line: brokenLine })
          }
          description={t('ruleEditor.brokenHelp')}
        />
      )}
      <JsonEditor
        {...(ref ? { ref } : {})}
        label={t('admin.source')}
        value={documentText(history.value)}
        onChange={(text) => history.edit(t('ruleEditor.editJson'), (document) => typeText(document, text), 'source')}
        schema={RULE_SET_META_SCHEMA}
        findings={findings}
        readOnly={readOnly}
        undo={history}
      />
    </div>
  );
}
