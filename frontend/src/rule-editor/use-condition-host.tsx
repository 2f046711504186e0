import { useMemo } from 'react';
import type { ConditionHost } from '../condition-editor/condition-host.ts';
import { setAt } from '../editor-kit/json-at.ts';
import { useWords } from '../i18n/i18n.ts';
import type { Surroundings } from './editor-context.ts';
import { FindingLine } from './findings/FindingLine.tsx';
import { extractCondition, inlineCondition } from './model/named-conditions.ts';
import { valueChoices } from './model/value-choices.ts';

/** The conditions of rules, and those with a name, for the editor of conditions; the same as long as the surroundings are. */
export function useConditionHost(surroundings: Surroundings): ConditionHost {
  const { t } = useWords();
  return useMemo(() => {
    const { editable, forms, frame, reading, mayEdit, edit, goToSource } = surroundings;
    return {
      editable,
      forms,
      mainForm: frame.form,
      reading,
      mayEdit,
      names: Object.keys(frame.conditions ?? {}),
      choicesOf: (info) => valueChoices(surroundings, info),
      put: (label, pointer, conditions, mergeKey) =>
        edit(label, (ruleSet) => setAt(ruleSet, pointer, conditions), mergeKey),
      extract: (pointer, name) =>
        edit(t('ruleEditor.editExtract', { name }), (ruleSet) => extractCondition(ruleSet, pointer, name)),
      inline: (pointer) => edit(t('ruleEditor.editInline'), (ruleSet) => inlineCondition(ruleSet, pointer)),
      goToSource,
      renderFinding: (finding) => <FindingLine finding={finding} />,
    };
  }, [surroundings, t]);
}
