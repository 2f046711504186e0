import type { FindingOut } from '@caseway/backend/contract';
import { FORM_PROOF_CODES, type TogetherEdit } from '@caseway/rule-sets';
import { Badge } from 'antd';
import type { ReactNode, Ref } from 'react';
import type { JsonEditorHandle } from '../../common/JsonEditor.tsx';
import type { EditedDocument } from '../../editor-kit/document.ts';
import type { useHistory } from '../../editor-kit/use-history.ts';
import { FormDesigner } from '../../form-designer/FormDesigner.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { FindingList } from '../FindingList.tsx';
import { FormPreview } from '../FormPreview.tsx';
import { FormProofPanel } from '../form-proof/FormProofPanel.tsx';
import type { Draft } from '../use-draft.ts';
import { BrokenSource } from './BrokenSource.tsx';
import { useFieldReaders } from './use-field-readers.tsx';

/** What only a proof finds: it does not keep a form from being proved. */
const PROVED: ReadonlySet<string> = new Set(FORM_PROOF_CODES);

interface Props {
  ref: Ref<JsonEditorHandle>;
  documentKey: string;
  history: ReturnType<typeof useHistory<EditedDocument>>;
  /** What the findings are of. */
  settled: Record<string, unknown>;
  findings: readonly FindingOut[];
  unchecked: string | undefined;
  mayEdit: boolean;
  versions: ReactNode;
  goTo: (pointer: string) => void;
  draft: Draft;
  onMend: ((label: string, edits: readonly TogetherEdit[]) => void) | undefined;
}

/** A form drawn, with what it makes and what is found in it beside it. */
export function FormViews(props: Props) {
  const {
    ref: editor,
    documentKey,
    history,
    settled,
    findings,
    unchecked,
    mayEdit,
    versions,
    goTo,
    onMend,
    draft,
  } = props;
  const { t } = useWords();
  const { readers, dialog } = useFieldReaders(documentKey, draft);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const stopped = errors.some(({ code }) => !PROVED.has(code));
  return (
    <>
      <FormDesigner
        ref={editor}
        history={history}
        findings={findings}
        mayEdit={mayEdit}
        readers={readers}
        brokenSource={<BrokenSource document={history.value} />}
        panels={[
          {
            key: 'preview',
            label: t('admin.preview'),
            content: (
              <div className="fd-own-past">
                <FormPreview content={settled} />
              </div>
            ),
          },
          {
            key: 'findings',
            label: (
              <Badge
                count={errors.length || findings.length}
                color={errors.length > 0 ? 'var(--bad)' : 'var(--warn)'}
                size="small"
                offset={[10, 0]}
                className="fd-badge"
              >
                {t('admin.findings')}
              </Badge>
            ),
            content: (
              <FindingList
                findings={findings}
                unchecked={unchecked}
                kind="forms"
                documentKey={documentKey}
                content={settled}
                onChoose={goTo}
                onMend={onMend}
              />
            ),
          },
          {
            key: 'proof',
            label: t('proof.title'),
            content: <FormProofPanel content={settled} stopped={stopped} goTo={goTo} />,
          },
          { key: 'versions', label: t('admin.versions'), content: versions },
        ]}
      />
      {dialog}
    </>
  );
}
