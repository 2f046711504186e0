import { readTyped } from '@caseway/form-schemas';
import type { Rule } from '@caseway/rule-sets';
import { AutoComplete, Checkbox, Input } from 'antd';
import { useId, useRef } from 'react';
import { ConditionBuilder } from '../../condition-editor/builder/ConditionBuilder.tsx';
import { besideControl } from '../../condition-editor/condition-finding.ts';
import { isWithin } from '../../editor-kit/json-at.ts';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import { FindingLine } from '../findings/FindingLine.tsx';
import { FindingsByPlace } from '../findings/merge-findings.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { priorityOf } from '../model/order.ts';
import { patchRule, renameRule, ruleNames } from '../model/rules.ts';
import { OutcomeEditor } from '../outcome/OutcomeEditor.tsx';
import { DraftInput } from './DraftInput.tsx';
import { TextPair } from './TextPair.tsx';
import { useNameProblem } from './use-name-problem.ts';

const MOST_PRIORITY = 1_000_000;

/** The priority that a text means; undefined where it means none. */
function priorityIn(text: string): number | undefined {
  const priority = readTyped('integer', text);
  return typeof priority === 'number' && priority >= 1 && priority <= MOST_PRIORITY ? priority : undefined;
}

/** Everything of one rule, to be edited: what it is called, when it matches, what it says, and where it comes from. */
export function RuleForm({
  rule,
  pointer,
  findings,
  groups,
  onRenamed,
}: {
  rule: Rule;
  pointer: string;
  findings: readonly ShownFinding[];
  groups: readonly string[];
  onRenamed: (name: string) => void;
}) {
  const { t } = useWords();
  const { edit, mayEdit, current } = useSurroundings();
  const nameProblem = useNameProblem();
  const id = useId();
  const byPlace = useRef(new FindingsByPlace());
  const within = (place: string) => byPlace.current.at(`${pointer}/${place}`, findings);
  const patch = (label: string, name: keyof Rule, value: Rule[keyof Rule] | undefined) =>
    edit(label, (ruleSet) => patchRule(ruleSet, pointer, { [name]: value }), `${pointer} ${name}`);
  const elsewhere = ['conditions', 'event', 'title', 'source', 'name', 'priority'].map(
    (place) => `${pointer}/${place}`,
  );
  const general = besideControl(
    findings.filter((finding) => !elsewhere.some((place) => isWithin(finding.pointer, place))),
  );
  return (
    <div className="re-form">
      {general.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.pointer} ${finding.message}`} finding={finding} />
      ))}
      <TextPair
        label={t('ruleEditor.ruleTitle')}
        value={rule.title}
        pointer={`${pointer}/title`}
        findings={within('title')}
        disabled={!mayEdit}
        onChange={(title) => patch(t('ruleEditor.editTitle'), 'title', title)}
      />
      <section aria-label={t('ruleEditor.when')}>
        <h4 className="re-part-title">{t('ruleEditor.when')}</h4>
        <ConditionBuilder
          pointer={`${pointer}/conditions`}
          conditions={rule.conditions}
          findings={within('conditions')}
        />
      </section>
      <section aria-label={t('ruleEditor.then')}>
        <h4 className="re-part-title">{t('ruleEditor.then')}</h4>
        <OutcomeEditor pointer={`${pointer}/event`} event={rule.event} findings={within('event')} />
      </section>
      <TextPair
        label={t('ruleEditor.source')}
        value={rule.source}
        pointer={`${pointer}/source`}
        findings={within('source')}
        disabled={!mayEdit}
        onChange={(source) => patch(t('ruleEditor.editSource'), 'source', source)}
      />
      <Checkbox
        checked={rule.assumed === true}
        disabled={!mayEdit}
        onChange={({ target }) => patch(t('ruleEditor.editAssumed'), 'assumed', target.checked || undefined)}
      >
        {t('ruleEditor.assumed')}
      </Checkbox>
      <div className="re-more">
        <div>
          <label htmlFor={`${id}-group`}>{t('ruleEditor.ruleGroup')}</label>
          <AutoComplete
            id={`${id}-group`}
            value={rule.group ?? ''}
            options={groups.map((value) => ({ value }))}
            disabled={!mayEdit}
            onChange={(value: string) => patch(t('ruleEditor.editGroup'), 'group', value === '' ? undefined : value)}
          />
        </div>
        <div data-pointer={`${pointer}/name`}>
          <label htmlFor={`${id}-name`}>{t('ruleEditor.name')}</label>
          <DraftInput
            id={`${id}-name`}
            value={rule.name}
            disabled={!mayEdit}
            problem={(text) => nameProblem(text, ruleNames(current()), rule.name)}
            onCommit={(name) => {
              const wanted = name.trim();
              if (wanted === rule.name) return;
              onRenamed(wanted);
              edit(t('ruleEditor.editName'), (ruleSet) => renameRule(ruleSet, pointer, wanted));
            }}
          />
        </div>
        <div data-pointer={`${pointer}/priority`}>
          <label htmlFor={`${id}-priority`}>{t('ruleEditor.priority')}</label>
          <DraftInput
            id={`${id}-priority`}
            inputMode="numeric"
            value={String(priorityOf(rule))}
            disabled={!mayEdit}
            problem={(text) => (priorityIn(text) === undefined ? t('ruleEditor.priorityWrong') : undefined)}
            onCommit={(text) => {
              const priority = priorityIn(text);
              if (priority === undefined || priority === priorityOf(rule)) return;
              edit(t('ruleEditor.editPriority'), (ruleSet) => patchRule(ruleSet, pointer, { priority }));
            }}
          />
        </div>
        <div className="re-comment">
          <label htmlFor={`${id}-comment`}>
            {t('ruleEditor.comment')} <span className="secondary">{t('ruleEditor.commentHelp')}</span>
          </label>
          <Input.TextArea
            id={`${id}-comment`}
            value={rule.comment ?? ''}
            autoSize={{ minRows: 1, maxRows: 6 }}
            disabled={!mayEdit}
            onChange={({ target }) =>
              patch(t('ruleEditor.editComment'), 'comment', target.value === '' ? undefined : target.value)
            }
          />
        </div>
      </div>
      {['name', 'priority'].flatMap(within).map((finding) => (
        <FindingLine key={`${finding.code} ${finding.pointer} ${finding.message}`} finding={finding} />
      ))}
    </div>
  );
}
