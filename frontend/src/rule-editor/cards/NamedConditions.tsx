import { RightOutlined } from '@ant-design/icons';
import type { RuleSet } from '@caseway/rule-sets';
import { pointerTo } from '@caseway/rule-sets';
import { ConditionBuilder } from '../../condition-editor/builder/ConditionBuilder.tsx';
import { readCondition } from '../../condition-editor/read-condition.ts';
import { isWithin } from '../../editor-kit/json-at.ts';
import { MoreMenu } from '../../editor-kit/MoreMenu.tsx';
import { useWords } from '../../i18n/i18n.ts';
import { useSurroundings } from '../editor-context.ts';
import type { ShownFinding } from '../findings/shown-finding.ts';
import { removeNamed, renameNamed, usesOf } from '../model/named-conditions.ts';
import { DraftInput } from './DraftInput.tsx';
import { FindingBadge } from './RuleCard.tsx';
import { Sentence } from './Sentence.tsx';
import { useNameProblem } from './use-name-problem.ts';

/** The conditions that have a name, to be used by any rule. Nothing where there are none. */
export function NamedConditions({
  ruleSet,
  findings,
  open,
  onToggle,
}: {
  ruleSet: RuleSet;
  findings: readonly ShownFinding[];
  open: ReadonlySet<string>;
  onToggle: (cardKey: string, open?: boolean) => void;
}) {
  const { t } = useWords();
  const { reading, edit, mayEdit } = useSurroundings();
  const nameProblem = useNameProblem();
  const named = Object.entries(ruleSet.conditions ?? {});
  if (named.length === 0) return null;
  return (
    <section aria-label={t('ruleEditor.namedConditions')}>
      <h3 className="re-group-title">{t('ruleEditor.namedConditions')}</h3>
      <ol className="re-cards">
        {named.map(([name, condition]) => {
          const pointer = pointerTo('/conditions', name);
          const key = namedKey(name);
          const isOpen = open.has(key);
          const uses = usesOf(ruleSet, name);
          const own = findings.filter((finding) => isWithin(finding.pointer, pointer));
          return (
            <li className={`re-card ${isOpen ? 're-open' : ''}`} key={name} data-pointer={pointer}>
              <div className="re-card-head">
                <button type="button" className="re-card-toggle" aria-expanded={isOpen} onClick={() => onToggle(key)}>
                  <span className="re-card-title">
                    {name}
                    <RightOutlined className="re-chevron" aria-hidden="true" />
                  </span>
                  <Sentence parts={readCondition(reading, condition)} />
                  <span className="secondary">{t('ruleEditor.uses', { count: uses })}</span>
                </button>
                <span className="re-card-side">
                  <FindingBadge findings={own} />
                  {mayEdit && (
                    <MoreMenu
                      label={name}
                      entries={[
                        {
                          key: 'remove',
                          label: t('common.remove'),
                          danger: true,
                          disabled: uses > 0,
                          act: () =>
                            edit(t('ruleEditor.editRemove', { rule: name }), (before) => removeNamed(before, name)),
                        },
                      ]}
                    />
                  )}
                </span>
              </div>
              {isOpen && (
                <div className="re-form">
                  <div className="re-more">
                    <div>
                      <label htmlFor={`re-named-${name}`}>{t('ruleEditor.conditionName')}</label>
                      <DraftInput
                        id={`re-named-${name}`}
                        value={name}
                        disabled={!mayEdit}
                        problem={(text) => nameProblem(text, new Set(named.map(([other]) => other)), name)}
                        onCommit={(text) => {
                          const wanted = text.trim();
                          onToggle(namedKey(wanted), true);
                          edit(t('ruleEditor.editName'), (before) => renameNamed(before, name, wanted));
                        }}
                      />
                    </div>
                  </div>
                  <ConditionBuilder pointer={pointer} conditions={condition} findings={own} />
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** By which the list of open cards knows a named condition: no rule's name begins so. */
export const namedKey = (name: string): string => `\u0000${name}`;
