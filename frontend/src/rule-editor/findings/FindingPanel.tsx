import { isWithin } from '../../editor-kit/json-at.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { decidingOrder } from '../model/order.ts';
import { ruleTitle } from '../model/rule-title.ts';
import { FindingLine } from './FindingLine.tsx';
import type { ShownFinding } from './shown-finding.ts';

/** What part of a rule a finding is of, by the text that calls it so in the rule's own form. */
const PLACES: Partial<Record<string, string>> = {
  title: 'ruleTitle',
  source: 'basis',
  conditions: 'conditions',
  event: 'outcome',
  name: 'name',
  priority: 'priority',
};
const ORDER = { error: 0, warning: 1, info: 2 };

/** Every finding, the gravest first, each with the rule it is of, the way to its place, and its mends. */
export function FindingPanel({
  findings,
  unchecked,
}: {
  findings: readonly ShownFinding[];
  unchecked: string | undefined;
}) {
  const { t, locale } = useWords();
  const { goTo, current } = useSurroundings();
  if (findings.length === 0) {
    if (unchecked !== undefined) return <p className="secondary">{unchecked}</p>;
    return <p className="tone-good">✓ {t('admin.clean')}</p>;
  }
  const sorted = findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const placed = decidingOrder(current());
  return (
    <div className="re-finding-panel">
      <p className="secondary" role="status">
        {t('admin.errors', { count: errors })} · {t('ruleEditor.others', { count: findings.length - errors })}
      </p>
      {sorted.map((finding) => {
        const at = placed.findIndex(({ pointer }) => isWithin(finding.pointer, pointer));
        const rule = placed[at]?.rule;
        const place = PLACES[finding.pointer.slice(placed[at]?.pointer.length ?? 0).split('/')[1] ?? ''];
        return (
          <div key={`${finding.pointer} ${finding.code} ${finding.message}`}>
            {rule && (
              <div className="re-finding-rule secondary">
                {at + 1}. {ruleTitle(rule, locale)}
                {place && ` · ${t(`ruleEditor.${place}`)}`}
              </div>
            )}
            <FindingLine finding={finding} onChoose={() => goTo(finding.pointer)} />
          </div>
        );
      })}
    </div>
  );
}
