import type { Json } from '@caseway/form-schemas';
import { type RuleSet, type RuleTest, stopsDeciding } from '@caseway/rule-sets';
import { Alert, Badge } from 'antd';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Fallible } from '../common/Fallible.tsx';
import type { EditedDocument } from '../editor-kit/document.ts';
import { PanelTabs } from '../editor-kit/PanelTabs.tsx';
import type { EditHistory } from '../editor-kit/use-history.ts';
import { useWords } from '../i18n/i18n.ts';
import { useSurroundings } from './editor-context.ts';
import { FindingPanel } from './findings/FindingPanel.tsx';
import type { ShownFinding } from './findings/shown-finding.ts';
import type { Asked, EditorPanel, PanelProps } from './panel-props.ts';
import { SourceView } from './source/SourceView.tsx';

interface PanelState {
  panel: EditorPanel;
  props: PanelProps;
  asked: Asked | undefined;
  active: boolean;
}

/** A panel once opened stays as it was left; out of view it is not kept in step, and costs nothing. */
const Panel = memo(
  function Panel({ panel, props, asked }: PanelState) {
    const { t } = useWords();
    return (
      <div className="re-panel">
        <Fallible of={props} instead={<Alert type="warning" showIcon title={t('ruleEditor.panelFailed')} />}>
          {panel.render(props, asked)}
        </Fallible>
      </div>
    );
  },
  (before, next) =>
    !next.active ||
    (before.active && before.panel === next.panel && before.props === next.props && before.asked === next.asked),
);

/** What stands beside the rules: findings, the source, and the panels given. */
export function SidePanel({
  ruleSetKey,
  ruleSet,
  history,
  findings,
  unchecked,
  mayEdit,
  mayWrite,
  panels,
  withSource,
}: {
  ruleSetKey: string;
  ruleSet: RuleSet;
  history: EditHistory<EditedDocument>;
  findings: readonly ShownFinding[];
  unchecked: string | undefined;
  /** Rules may be changed now. */
  mayEdit: boolean;
  /** The source may be changed. */
  mayWrite: boolean;
  panels: readonly EditorPanel[];
  withSource: boolean;
}) {
  const { t } = useWords();
  const { facts, forms, labels, edit, current, goTo } = useSurroundings();
  const host = useRef<HTMLElement>(null);
  const [chosen, setChosen] = useState('findings');
  const [asked, setAsked] = useState<Asked>();
  const replace = useCallback((label: string, next: RuleSet) => edit(label, () => next), [edit]);
  const tryPanel = panels.find(({ tries }) => tries)?.key;
  const testPanel = panels.find(({ tests }) => tests)?.key;
  const tryCase = useCallback(
    (facts: Record<string, Json>) => {
      setAsked({ tried: { ...facts } });
      if (tryPanel) setChosen(tryPanel);
    },
    [tryPanel],
  );
  // What was pressed is out of view now: the keyboard goes on where the answer is. A panel may take it further.
  useEffect(() => {
    if (asked) host.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }, [asked]);
  const addTest = useCallback(
    (test: RuleTest) => {
      setAsked({ added: current().tests?.length ?? 0 });
      edit(t('ruleEditor.editAddTest', { test: test.name }), (before) => ({
        ...before,
        tests: [...(before.tests ?? []), test],
      }));
      if (testPanel) setChosen(testPanel);
    },
    [edit, current, t, testPanel],
  );
  const stopped = findings.some(stopsDeciding);
  const props = useMemo<PanelProps>(
    () => ({ ruleSetKey, ruleSet, forms, facts, labels, mayEdit, stopped, edit: replace, goTo, tryCase, addTest }),
    [ruleSetKey, ruleSet, forms, facts, labels, mayEdit, stopped, replace, goTo, tryCase, addTest],
  );
  const grave = findings.filter(({ severity }) => severity !== 'info');
  const errors = grave.filter(({ severity }) => severity === 'error').length;
  const label = (
    <span>
      {t('admin.findings')}{' '}
      <Badge
        count={grave.length}
        size="small"
        color={errors > 0 ? 'var(--bad)' : 'var(--warn)'}
        title={t('admin.errors', { count: errors })}
      />
    </span>
  );
  const isShown = (key: string) =>
    key === 'findings' || (withSource && key === 'source') || panels.some((panel) => panel.key === key);
  const active = isShown(chosen) ? chosen : 'findings';
  return (
    <aside ref={host} className="re-side" aria-label={t('ruleEditor.beside')}>
      <PanelTabs
        label={t('ruleEditor.beside')}
        active={active}
        onChoose={setChosen}
        tabs={[
          {
            key: 'findings',
            label,
            content: active === 'findings' && <FindingPanel findings={findings} unchecked={unchecked} />,
          },
          ...(withSource
            ? [
                {
                  key: 'source',
                  label: t('ruleEditor.view_source'),
                  content: active === 'source' && (
                    <SourceView history={history} findings={findings} readOnly={!mayWrite} />
                  ),
                },
              ]
            : []),
          ...panels.map((panel) => ({
            key: panel.key,
            label: panel.label,
            content: <Panel panel={panel} props={props} asked={asked} active={active === panel.key} />,
          })),
        ]}
      />
    </aside>
  );
}
