import { ANALYSIS_TITLES, type AnalysisCode, type AnalysisFinding } from '@caseway/rule-sets';
import { Button } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';

/** Nobody reads more of one sort at a time; the first are the gravest, or the heaviest. */
const FIRST = 20;

interface Props {
  code: AnalysisCode;
  findings: readonly AnalysisFinding[];
  show: (finding: AnalysisFinding) => ReactNode;
  /** Of content that has changed since. */
  old: boolean;
  /** Stands under the heading. */
  note?: ReactNode;
}

/** The open findings of one sort: the first of them, and the others when asked for. */
export function FindingSection({ code, findings, show, old, note }: Props) {
  const { t, say } = useWords();
  const [all, setAll] = useState(false);
  const id = useId();
  if (findings.length === 0) return null;
  return (
    <section className={old ? 'proof-old' : ''} data-code={code}>
      <h3 className="section-title">
        {say(ANALYSIS_TITLES[code])} <span className="secondary">{findings.length}</span>
      </h3>
      {note}
      <div id={id}>{(all ? findings : findings.slice(0, FIRST)).map(show)}</div>
      {findings.length > FIRST && (
        <Button className="proof-more" block aria-expanded={all} aria-controls={id} onClick={() => setAll(!all)}>
          {all ? t('proof.showFirst', { count: FIRST }) : t('proof.showAll', { count: findings.length })}
        </Button>
      )}
    </section>
  );
}
