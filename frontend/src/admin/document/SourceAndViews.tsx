import type { ConfigKind, FindingOut } from '@caseway/backend/contract';
import type { TogetherEdit } from '@caseway/rule-sets';
import { Card, Tabs } from 'antd';
import type { ReactNode, Ref } from 'react';
import { JsonEditor, type JsonEditorHandle } from '../../common/JsonEditor.tsx';
import { documentText, type EditedDocument, typeText } from '../../editor-kit/document.ts';
import type { useHistory } from '../../editor-kit/use-history.ts';
import { useWords } from '../../i18n/i18n.ts';
import { FindingList } from '../FindingList.tsx';
import { KINDS } from '../kinds.ts';
import { PathPreview } from '../PathPreview.tsx';
import { BrokenSource } from './BrokenSource.tsx';

interface Props {
  ref: Ref<JsonEditorHandle>;
  kind: ConfigKind;
  documentKey: string;
  history: ReturnType<typeof useHistory<EditedDocument>>;
  /** What the findings are of. */
  settled: Record<string, unknown>;
  findings: readonly FindingOut[];
  unchecked: string | undefined;
  mayEdit: boolean;
  versions: ReactNode;
  goTo: (pointer: string) => void;
  onMend: ((label: string, edits: readonly TogetherEdit[]) => void) | undefined;
}

/** Of a document that is written as JSON: its source with what is found in it, beside what it makes. */
export function SourceAndViews({
  ref: editor,
  kind,
  documentKey,
  history,
  settled,
  findings,
  unchecked,
  mayEdit,
  versions,
  goTo,
  onMend,
}: Props) {
  const { t } = useWords();
  const { edit, value } = history;
  const text = documentText(value);
  return (
    <div className="columns even">
      <div className="stack sticky">
        <BrokenSource document={value} />
        <JsonEditor
          ref={editor}
          label={t('admin.source')}
          value={text}
          onChange={(next) => edit(t('ruleEditor.editJson'), (document) => typeText(document, next), 'source')}
          schema={KINDS[kind].metaSchema}
          findings={findings}
          readOnly={!mayEdit}
          undo={history}
        />
        <Card title={<h2 className="section-title">{t('admin.findings')}</h2>}>
          <FindingList
            findings={findings}
            unchecked={unchecked}
            kind={kind}
            documentKey={documentKey}
            content={settled}
            onChoose={goTo}
            onMend={onMend}
          />
        </Card>
      </div>
      <div className="stack">
        <Tabs
          items={[
            ...(kind === 'paths'
              ? [
                  {
                    key: 'steps',
                    label: t('admin.pathSteps'),
                    children: <PathPreview content={settled} />,
                  },
                ]
              : []),
            { key: 'versions', label: t('admin.versions'), children: versions },
          ]}
        />
      </div>
    </div>
  );
}
