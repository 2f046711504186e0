import { type ReactNode, useMemo } from 'react';
import { useWords } from '../../i18n/i18n.ts';
import { ImpactPanel } from '../../rule-editor/impact/ImpactPanel.tsx';
import type { EditorPanel } from '../../rule-editor/panel-props.ts';
import { ProofPanel } from '../../rule-editor/proof/ProofPanel.tsx';
import { TestsPanel } from '../../rule-editor/tests/TestsPanel.tsx';
import { TryIt } from '../TryIt.tsx';

/** What stands beside the rules. Stable, so that a key pressed in the rules shows no panel anew. */
export function useRulePanels(versions: (show: (pointer: string) => void) => ReactNode): EditorPanel[] {
  const { t } = useWords();
  return useMemo<EditorPanel[]>(
    () => [
      {
        key: 'try',
        label: t('admin.tryIt'),
        tries: true,
        render: ({ ruleSet, ruleSetKey }, asked) => (
          <TryIt ruleSet={ruleSet} ruleSetKey={ruleSetKey} tried={asked?.tried} />
        ),
      },
      {
        key: 'tests',
        label: t('ruleTests.title'),
        tests: true,
        render: (props, asked) => <TestsPanel {...props} asked={asked} />,
      },
      { key: 'proof', label: t('proof.title'), render: (props) => <ProofPanel {...props} /> },
      { key: 'impact', label: t('impact.tab'), render: (props) => <ImpactPanel {...props} /> },
      { key: 'versions', label: t('admin.versions'), render: ({ goTo: show }) => versions(show) },
    ],
    [t, versions],
  );
}
