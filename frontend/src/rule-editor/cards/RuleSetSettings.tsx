import type { HitPolicy, RuleSet } from '@caseway/rule-sets';
import { memo } from 'react';
import { Select } from '../../common/Select.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { FindingLine } from '../findings/FindingLine.tsx';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { OutcomeEditor } from '../outcome/OutcomeEditor.tsx';

const POLICIES: HitPolicy[] = ['first', 'all'];

/** How the rules work together, and of which forms' data. */
export const RuleSetSettings = memo(function RuleSetSettings({ findings }: { findings: readonly ShownFinding[] }) {
  const { t, say } = useWords();
  const { frame, forms, edit, mayEdit } = useSurroundings();
  const keys = [frame.form, ...(Array.isArray(frame.alsoForms) ? frame.alsoForms : [])];
  const names = keys.map((key) => say(forms.find((form) => form.key === key)?.title) || key);
  return (
    <div className="re-settings" data-pointer="/hitPolicy">
      <label htmlFor="re-hit-policy">{t('ruleEditor.hitPolicy')}</label>
      <Select<HitPolicy>
        id="re-hit-policy"
        value={frame.hitPolicy}
        popupMatchSelectWidth={false}
        options={POLICIES.map((value) => ({ value, label: t(`ruleEditor.policy_${value}`) }))}
        disabled={!mayEdit}
        onChange={(hitPolicy) => edit(t('ruleEditor.editPolicy'), (ruleSet) => ({ ...ruleSet, hitPolicy }))}
      />
      <span className="secondary">{t('ruleEditor.ofForms', { forms: names.join(t('ruleEditor.listJoint')) })}</span>
      {findings.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.pointer} ${finding.message}`} finding={finding} />
      ))}
    </div>
  );
});

/** What is said where no rule matches: the last word, always there. */
export const OtherwiseCard = memo(function OtherwiseCard({
  otherwise,
  findings,
}: {
  otherwise: RuleSet['otherwise'];
  findings: readonly ShownFinding[];
}) {
  const { t } = useWords();
  return (
    <section className="re-card re-otherwise" data-pointer="/otherwise" aria-label={t('ruleEditor.otherwise')}>
      <h3 className="re-card-title">{t('ruleEditor.otherwise')}</h3>
      <OutcomeEditor pointer="/otherwise" event={otherwise} findings={findings} />
    </section>
  );
});
