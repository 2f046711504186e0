import { type Coverage, type Reading, renderUncovered, type Uncovered } from '@caseway/rule-sets';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useWords } from '../../i18n/i18n.ts';

/** So many at first; more at a click. */
const SHOWN = 8;

const keyOf = (item: Uncovered): string => `${item.kind} ${item.pointer}`;

/** What the tests show of the rules, and what none of them shows. */
export function CoverageView({
  coverage,
  reading,
  goTo,
}: {
  coverage: Coverage;
  reading: Reading;
  goTo: (pointer: string) => void;
}) {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const { rules, conditions, uncovered } = coverage;
  const bars = [
    { key: 'rules', count: rules },
    { key: 'conditions', count: conditions },
  ] as const;
  return (
    <section className="rt-coverage" aria-label={t('ruleTests.coverage')}>
      <h3 className="section-title">{t('ruleTests.coverage')}</h3>
      {bars.map(({ key, count: { covered, total, percent } }) => (
        <div key={key}>
          <span>{t(`ruleTests.covered_${key}`, { covered, total })}</span>
          <Progress
            percent={percent}
            size="small"
            status="normal"
            aria-label={t(`ruleTests.covered_${key}`, { covered, total })}
          />
        </div>
      ))}
      {uncovered.length === 0 ? (
        <p className="tone-good">✓ {t('ruleTests.allCovered')}</p>
      ) : (
        <details>
          <summary>{t('ruleTests.uncovered', { count: uncovered.length })}</summary>
          <ul className="rt-uncovered">
            {uncovered.slice(0, all ? undefined : SHOWN).map((item) => (
              <li key={keyOf(item)}>
                <button type="button" className="rt-link" onClick={() => goTo(item.pointer)}>
                  {renderUncovered(reading, item)}
                </button>
              </li>
            ))}
          </ul>
          {!all && uncovered.length > SHOWN && (
            <Button size="small" onClick={() => setAll(true)}>
              {t('common.all')}
            </Button>
          )}
        </details>
      )}
    </section>
  );
}
