import type { FindingOut } from '@caseway/backend/contract';
import { factCatalogue, isJsonObject, type RuleSet } from '@caseway/rule-sets';
import { Alert } from 'antd';
import { type ReactNode, type Ref, useEffect, useMemo, useState } from 'react';
import { Fallible } from '../common/Fallible.tsx';
import type { JsonEditorHandle } from '../common/JsonEditor.tsx';
import { useWords } from '../i18n/i18n.ts';
import './rule-editor.css';
import type { EditedDocument } from '../editor-kit/document.ts';
import type { EditHistory } from '../editor-kit/use-history.ts';
import type { ShownFinding } from './findings/shown-finding.ts';
import { useLiveFindings } from './findings/use-live-findings.ts';
import { isShowable } from './model/well-formed.ts';
import type { EditorPanel } from './panel-props.ts';
import { SourceView } from './source/SourceView.tsx';
import { useRuleSetData } from './use-rule-set-data.ts';
import { Workshop } from './Workshop.tsx';

interface Props {
  ref?: Ref<JsonEditorHandle>;
  ruleSetKey: string;
  /** Content and source with everything that led to them. */
  history: EditHistory<EditedDocument>;
  /** The server's findings, a moment behind. */
  findings: readonly FindingOut[];
  /** Why the server's findings are not of what stands there; absent: they are. */
  unchecked: string | undefined;
  mayEdit: boolean;
  /** What stands beside the rules. */
  panels: readonly EditorPanel[];
  /** Ways out of a finding that is between this document and another. Stable. */
  ways: (finding: ShownFinding) => ReactNode;
  /** Told how many errors stand now, before the server has said so. Stable. */
  onErrors?: (count: number) => void;
}

function formKeys(content: Record<string, unknown>): string[] {
  const also = Array.isArray(content.alsoForms) ? content.alsoForms : [];
  return [...new Set([content.form, ...also].filter((key): key is string => typeof key === 'string' && key !== ''))];
}

/**
 * Rules, to be written by people who have never seen JSON: cards, a decision table and the source, always in step, with
 * one history, findings while typing, and whatever panels are given beside them.
 */
export function RuleSetEditor({
  ref,
  ruleSetKey,
  history,
  findings: server,
  unchecked,
  mayEdit,
  panels,
  ways,
  onErrors,
}: Props) {
  const { t, locale } = useWords();
  const { content } = history.value;
  const [shown, setShown] = useState<RuleSet | null>(null);
  const data = useRuleSetData(formKeys(isJsonObject(content) ? content : {}));
  const kind = content.kind as RuleSet['kind'] | undefined;
  const facts = useMemo(() => factCatalogue(data.forms ?? [], kind), [data.forms, kind]);
  const findings = useLiveFindings(content, { ...data, facts, locale, server });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  useEffect(() => onErrors?.(errors), [onErrors, errors]);
  const isWhole = isShowable(content);
  // While the source says something that no card can show, the last content that could be shown stays in view.
  if (isWhole && shown !== (content as object)) setShown(content as object as RuleSet);
  const ruleSet = isWhole ? (content as object as RuleSet) : shown;
  const source = (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={t('ruleEditor.notShowable')}
        description={t('ruleEditor.notShowableHelp')}
      />
      <SourceView {...(ref && { ref })} history={history} findings={findings} readOnly={!mayEdit} />
      {findings.map(({ pointer, code, severity, message }) => (
        <div key={`${pointer} ${code} ${message}`} className={`re-finding ${severity}`}>
          {message} <code>{pointer || '/'}</code>
        </div>
      ))}
    </div>
  );
  if (!ruleSet) return source;
  return (
    // Whatever parses can be mended here: where the cards cannot show it, its source can.
    <Fallible of={ruleSet} instead={source}>
      <Workshop
        {...(ref && { ref })}
        ruleSetKey={ruleSetKey}
        ruleSet={ruleSet}
        inStep={isWhole && history.value.brokenLine === undefined}
        history={history}
        findings={findings}
        unchecked={unchecked}
        mayEdit={mayEdit}
        panels={panels}
        ways={ways}
        data={data}
        facts={facts}
      />
    </Fallible>
  );
}
