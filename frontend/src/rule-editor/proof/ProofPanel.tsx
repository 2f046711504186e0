import type { DecisionView } from '@caseway/backend/contract';
import {
  ANALYSIS_CODES,
  ANALYSIS_TITLES,
  type AnalysisFinding,
  factsNamed,
  findOpen,
  renderLeftOut,
} from '@caseway/rule-sets';
import { Alert, Button, Collapse, Progress } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import { messageOf } from '../../common/problem-message.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { PanelProps } from '../panel-props.ts';
import './proof.css';
import { FindingSection } from './FindingSection.tsx';
import { ranked } from './overlap-weights.ts';
import { ProofFinding } from './ProofFinding.tsx';
import { type Proof, useProof } from './use-proof.ts';
import { useWeights } from './use-weights.ts';
import { WeightNotes } from './WeightNotes.tsx';
import { factsForTest } from './witness-rows.ts';

function Running({ running, stop }: { running: NonNullable<Proof['running']>; stop: () => void }) {
  const { t, locale } = useWords();
  const { done, all, code } = running;
  return (
    <div className="proof-running">
      <span>{code ? t('proof.running', { what: ANALYSIS_TITLES[code][locale] }) : t('proof.starting')}</span>
      <Progress
        percent={Math.round((100 * done) / all)}
        size="small"
        showInfo={false}
        aria-label={t('proof.progress')}
      />
      <Button size="small" onClick={stop}>
        {t('proof.stop')}
      </Button>
    </div>
  );
}

const isOverlap = ({ code }: AnalysisFinding) => code === 'overlap';

/** What the rules mean together, proved live beside the editor: every gap, overlap and idle rule, each with a case. */
export function ProofPanel(panel: PanelProps) {
  const { ruleSet, forms, ruleSetKey, addTest, labels } = panel;
  const { t, locale, say } = useWords();
  const proof = useProof(ruleSet, forms);
  const [problem, setProblem] = useState<string | null>(null);
  const read = useMemo(() => factsNamed(ruleSet), [ruleSet]);
  const { analysis, proved, running, stopped, failure, stop, again } = proof;
  const { weights, error: notCounted, refetch } = useWeights(ruleSetKey, analysis, proved);
  const findings = analysis?.findings ?? [];
  const open = useMemo(() => new Set(findOpen(ruleSet, findings)), [ruleSet, findings]);
  const accepted = findings.filter((finding) => !open.has(finding));

  const makeTest = async (finding: AnalysisFinding) => {
    if (!finding.witness) return;
    setProblem(null);
    const facts = factsForTest(finding.witness, read);
    try {
      // What the draft says now is what the test expects; the author changes it where that is wrong.
      const { data } = await call<DecisionView>('POST', `/rule-sets/${ruleSetKey}/draft/decide`, {
        body: { content: ruleSet, facts },
      });
      const { say: _, ...outcome } = data.rawOutcome;
      const title = say(ANALYSIS_TITLES[finding.code]);
      const taken = new Set((ruleSet.tests ?? []).map(({ name }) => name));
      let number = 1;
      while (taken.has(`${title} ${number}`)) number++;
      addTest({
        name: `${title} ${number}`,
        facts,
        expect: { fired: data.fired, outcome: outcome as Record<string, never> },
      });
    } catch (error) {
      setProblem(messageOf(error, t));
    }
  };
  const shown = (finding: AnalysisFinding) => (
    <ProofFinding
      key={`${finding.code} ${finding.rules.join()} ${finding.about} ${finding.params.sort ?? ''} ${finding.params.params?.join() ?? ''}`}
      finding={finding}
      weights={weights}
      read={read}
      onMakeTest={makeTest}
      panel={panel}
    />
  );
  const notes = <WeightNotes weights={weights} error={notCounted} retry={() => void refetch()} />;
  const openOverlap = [...open].some(isOverlap);
  const leftOut = analysis?.leftOut ?? [];
  const clean = analysis !== null && open.size === 0;
  return (
    <section className="proof stack" aria-label={t('proof.title')} aria-busy={running !== null}>
      <div role="status" className="proof-state">
        {running && <Running running={running} stop={stop} />}
        {!running && analysis && !stopped && (
          <p className={clean && analysis.exact ? 'tone-good' : 'secondary'}>
            {clean && analysis.exact ? `✓ ${t('proof.clean')}` : t('proof.open', { count: open.size })}
          </p>
        )}
        {!running && stopped && (
          <Alert
            type="info"
            showIcon
            title={t('proof.stopped')}
            action={
              <Button size="small" onClick={again}>
                {t('proof.again')}
              </Button>
            }
          />
        )}
      </div>
      {failure && <Alert type="error" showIcon role="alert" title={t('proof.failed', { message: failure })} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      {clean && analysis.exact && !running && (
        <p className="secondary">
          {t('proof.cleanHelp', { forms: forms.map((form) => say(form.title)).join(locale === 'en' ? ', ' : '、') })}
        </p>
      )}
      {leftOut.length > 0 && !running && (
        <Alert
          type="warning"
          showIcon
          title={t('proof.leftOut')}
          description={
            <ul className="proof-left-out">
              {leftOut.map((left) => (
                <li key={JSON.stringify(left)}>{renderLeftOut(ruleSet, left, { locale, forms, labels })}</li>
              ))}
            </ul>
          }
        />
      )}
      {ANALYSIS_CODES.map((code) => {
        const mine = findings.filter((finding) => finding.code === code && open.has(finding));
        return (
          <FindingSection
            key={code}
            code={code}
            findings={code === 'overlap' ? ranked(mine, weights.counts) : mine}
            show={shown}
            old={running !== null}
            note={code === 'overlap' && notes}
          />
        );
      })}
      {accepted.length > 0 && (
        <Collapse
          size="small"
          items={[
            {
              key: 'accepted',
              label: t('proof.accepted', { count: accepted.length }),
              children: (
                <>
                  {!openOverlap && accepted.some(isOverlap) && notes}
                  {accepted.map(shown)}
                </>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
