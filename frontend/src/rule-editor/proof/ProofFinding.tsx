import { type AnalysisFinding, renderAnalysisFinding } from '@caseway/rule-sets';
import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import type { PanelProps } from '../panel-props.ts';
import { AcceptDialog } from './AcceptDialog.tsx';
import { acceptanceOf, accepted, reopened } from './acceptance.ts';
import { weightOf } from './overlap-weights.ts';
import type { Weights } from './use-weights.ts';
import { WitnessTable } from './WitnessTable.tsx';
import { witnessRows } from './witness-rows.ts';

const TONES = { error: 'red', warning: 'gold', info: 'default' } as const;

/** How many real cases an overlap concerns. */
function Weight({
  count,
  several,
  unit,
  sample,
}: { count: number; several: boolean } & Pick<Weights, 'unit' | 'sample'>) {
  const { t } = useWords();
  const name = `${several ? 'most' : 'both'}${unit === 'case' ? 'Cases' : 'Occasions'}`;
  return (
    <p className="proof-weight" data-count={count}>
      {sample && <Tag>{t('proof.sample')}</Tag>}
      {t(`proof.${name}`, { count })}
    </p>
  );
}

interface Props {
  finding: AnalysisFinding;
  weights: Weights;
  read: ReadonlySet<string>;
  /** Makes a test of its example. */
  onMakeTest: (finding: AnalysisFinding) => Promise<void>;
  panel: PanelProps;
}

/** One finding: what is so, the case that shows it, and what can be done about it. */
export function ProofFinding({ finding, weights, read, onMakeTest, panel }: Props) {
  const { t, say, locale } = useWords();
  const { ruleSet, forms, facts, labels, mayEdit, edit, goTo, tryCase } = panel;
  const [accepting, setAccepting] = useState(false);
  const [busy, setBusy] = useState(false);
  const { severity, exact, witness, rules, pointer } = finding;
  const acceptance = acceptanceOf(ruleSet, finding);
  const message = renderAnalysisFinding(ruleSet, finding, { locale, forms, labels });
  const weight = weightOf(finding, weights.counts);
  const nothing = t('proof.notGiven');
  const words = { ruleSet, forms, facts, labels, locale, nothing, system: t('ruleEditor.systemFacts') };

  const makeTest = async () => {
    setBusy(true);
    try {
      await onMakeTest(finding);
    } finally {
      setBusy(false);
    }
  };

  return (
    <article className={`proof-finding ${severity}`}>
      <p>
        <Tag color={TONES[severity]}>{t(`proof.severity.${severity}`)}</Tag> {!exact && <Tag>{t('proof.perhaps')}</Tag>}
        {message}
      </p>
      {weight !== undefined && (
        <Weight count={weight} several={rules.length > 2} unit={weights.unit} sample={weights.sample} />
      )}
      {acceptance && (
        <p className="secondary">
          {t('proof.acceptedBecause')}
          {say(acceptance.reason)}
        </p>
      )}
      {witness && <WitnessTable rows={witnessRows(witness, read, words)} />}
      <Space wrap size="small">
        {witness && (
          <Button size="small" onClick={() => tryCase(witness.facts)}>
            {t('proof.tryCase')}
          </Button>
        )}
        {witness && mayEdit && (
          <Button size="small" loading={busy} onClick={() => void makeTest()}>
            {t('proof.makeTest')}
          </Button>
        )}
        <Button size="small" onClick={() => goTo(pointer)}>
          {rules.length > 0 ? t('proof.goToRule') : t('proof.goToOtherwise')}
        </Button>
        {mayEdit &&
          (acceptance ? (
            <Button size="small" onClick={() => edit(t('proof.reopen'), reopened(ruleSet, finding))}>
              {t('proof.reopen')}
            </Button>
          ) : (
            <Button size="small" onClick={() => setAccepting(true)}>
              {t('proof.accept')}
            </Button>
          ))}
      </Space>
      {accepting && (
        <AcceptDialog
          message={message}
          onClose={() => setAccepting(false)}
          onAccept={(reason) => {
            edit(t('proof.accept'), accepted(ruleSet, finding, reason));
            setAccepting(false);
          }}
        />
      )}
    </article>
  );
}
