import { findOperator } from '@caseway/rule-sets';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { type Mend, mendsFor } from '../mends/mends-for.ts';
import { valueChoices } from '../model/value-choices.ts';
import { valuesOf } from '../model/vocabulary.ts';
import type { ShownFinding } from './shown-finding.ts';

/** The mends of a finding, each called in the reader's words. */
function useMends(finding: ShownFinding): Mend[] {
  const { say } = useWords();
  const surroundings = useSurroundings();
  return useMemo(() => {
    if (!surroundings.mayEdit) return [];
    const { facts, paths, frame } = surroundings;
    const nameOf = (param: string, value: unknown): string => {
      const info = facts.find(({ fact, path }) => fact === param && path === undefined);
      const named = info && valueChoices(surroundings, info).find((choice) => choice.value === value);
      const declared = valuesOf(frame, param).find(({ key }) => key === value);
      const label = surroundings.labels[param]?.[String(value)];
      return say(named?.title ?? declared?.title ?? label) || String(value);
    };
    return mendsFor(finding, surroundings.current(), { facts, ...(paths ? { paths } : {}), nameOf });
  }, [finding, surroundings, say]);
}

/** One finding with its mends, where it stands. */
export function FindingLine({ finding, onChoose }: { finding: ShownFinding; onChoose?: (() => void) | undefined }) {
  const { t, say } = useWords();
  const { edit, ways } = useSurroundings();
  const mends = useMends(finding);
  const words = <span className="re-finding-text">{finding.message}</span>;
  return (
    <div className={`re-finding ${finding.severity}`}>
      <span className="visually-hidden">{t(`ruleEditor.${finding.severity}`)} </span>
      {onChoose ? (
        <button type="button" className="re-finding-place" onClick={onChoose}>
          {words}
        </button>
      ) : (
        words
      )}
      {mends.length > 0 && (
        <span className="re-mends">
          {mends.map(({ label, apply }) => {
            const called = t(`ruleEditor.mend_${label.key}`, {
              ...label.params,
              operator: say(findOperator(label.params?.operator)?.title),
            });
            return (
              <Button size="small" key={called} onClick={() => edit(t('ruleEditor.editMend', { mend: called }), apply)}>
                {called}
              </Button>
            );
          })}
        </span>
      )}
      {ways(finding)}
    </div>
  );
}
