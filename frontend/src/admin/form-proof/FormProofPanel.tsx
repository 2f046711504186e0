import { asForm, type FormDefinition } from '@caseway/form-schemas';
import {
  FORM_PROOF_CODES,
  FORM_PROOF_TITLES,
  type FormProofFinding,
  formProofAnswers,
  renderFormProof,
  renderFormProofLeftOut,
} from '@caseway/rule-sets';
import { Alert, Button, Tag } from 'antd';
import { useWords } from '../../i18n/i18n.ts';
import '../../rule-editor/proof/proof.css';
import { useFormProof } from './use-form-proof.ts';

const TONES = { error: 'red', warning: 'gold', info: 'default' } as const;

interface Props {
  content: Record<string, unknown>;
  /** Its check found errors: there is nothing to prove yet. */
  stopped: boolean;
  goTo: (pointer: string) => void;
}

/** What is so, the answers with which it is, and the way to its place. */
function Finding({ form, finding, goTo }: { form: FormDefinition; finding: FormProofFinding } & Pick<Props, 'goTo'>) {
  const { t, locale } = useWords();
  const answers = formProofAnswers(form, finding, locale);
  return (
    <article className={`proof-finding ${finding.severity}`}>
      <p>
        <Tag color={TONES[finding.severity]}>{t(`proof.severity.${finding.severity}`)}</Tag>
        {renderFormProof(form, finding, locale)}
      </p>
      {answers.length > 0 && (
        <div className="proof-witness">
          <strong>{t('proof.example')}</strong>
          <dl className="proof-facts">
            {answers.map(({ label, value }) => (
              <div key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      <Button size="small" onClick={() => goTo(finding.pointer)}>
        {t('proof.goToPlace')}
      </Button>
    </article>
  );
}

/** What filling in the form can lead to, proved beside its source: every dead end with answers that lead there. */
export function FormProofPanel({ content, stopped, goTo }: Props) {
  const { t, say, locale } = useWords();
  const { proof, failure, running } = useFormProof(content, stopped);
  if (stopped) return <p className="secondary">{t('proof.formWrong')}</p>;
  const form = asForm(content);
  const { findings = [], leftOut = [], exact = false } = proof ?? {};
  const clean = proof !== null && findings.length === 0;
  return (
    <section className="proof stack" aria-label={t('proof.title')} aria-busy={running}>
      <div role="status" className="proof-state">
        {running ? (
          <p className="secondary">{t('proof.formRunning')}</p>
        ) : (
          proof && (
            <p className={clean && exact ? 'tone-good' : 'secondary'}>
              {clean && exact ? `✓ ${t('proof.formClean')}` : t('proof.open', { count: findings.length })}
            </p>
          )
        )}
      </div>
      {failure && <Alert type="error" showIcon role="alert" title={t('proof.failed', { message: failure })} />}
      {leftOut.length > 0 && !running && (
        <Alert
          type="warning"
          showIcon
          title={t('proof.leftOut')}
          description={
            <ul className="proof-left-out">
              {leftOut.map((left) => (
                <li key={JSON.stringify(left)}>{renderFormProofLeftOut(form, left, locale)}</li>
              ))}
            </ul>
          }
        />
      )}
      {FORM_PROOF_CODES.map((code) => {
        const mine = findings.filter((finding) => finding.code === code);
        return (
          mine.length > 0 && (
            <section key={code} className={running ? 'proof-old' : ''} data-code={code}>
              <h3 className="section-title">
                {say(FORM_PROOF_TITLES[code])} <span className="secondary">{mine.length}</span>
              </h3>
              {mine.map((finding) => (
                <Finding
                  key={`${finding.pointer} ${finding.other} ${JSON.stringify(finding.value)}`}
                  {...{ form, finding, goTo }}
                />
              ))}
            </section>
          )
        );
      })}
    </section>
  );
}
