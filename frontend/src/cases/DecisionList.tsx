import { CheckCircleFilled, CloseCircleOutlined } from '@ant-design/icons';
import type { DecisionView } from '@caseway/backend/contract';
import { Collapse, Tag } from 'antd';
import { Prose } from '../common/Prose.tsx';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { Differences } from './Differences.tsx';

function Rules({ decision }: { decision: DecisionView }) {
  const { t } = useWords();
  return (
    <div>
      {decision.rules.map((rule) => (
        <div className="rule" key={rule.name}>
          <div>
            {rule.result ? (
              <CheckCircleFilled className="tone-good" aria-label={t('case.matched')} />
            ) : (
              <CloseCircleOutlined className="secondary" aria-label={t('case.notMatched')} />
            )}{' '}
            {rule.title} {rule.decisive && <Tag color="blue">{t('case.decisive')}</Tag>}
            <span className="secondary">{rule.source}</span>
          </div>
          <ul>
            {rule.lines.map((line, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: lines are told in a fixed order
                key={index}
                style={{ paddingInlineStart: line.depth * 16 }}
                className={line.result ? '' : 'secondary'}
              >
                {line.result ? '✓' : '✗'} {line.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** Decisions with their reasons: the one sentence first, every rule on demand. */
export function DecisionList({
  decisions,
  caseId,
  compact = false,
}: {
  decisions: readonly DecisionView[];
  /** The case that they are stored with: what would have to differ is then searched on request. */
  caseId?: string;
  compact?: boolean;
}) {
  const { t } = useWords();
  return (
    <div className="stack">
      {decisions.map((decision, index) => (
        <section key={decision.id ?? index}>
          {!compact && (
            <div className="secondary">
              {momentText(decision.decidedAt)} ·{' '}
              {decision.ruleSetTitle
                ? `${decision.ruleSetTitle} · ${decision.version === null ? '' : t('common.version', { n: decision.version })}`
                : t('case.byPerson', { name: decision.decidedBy?.displayName ?? '—' })}
            </div>
          )}
          {compact && <strong>{decision.ruleSetTitle}</strong>}
          <div className="reason" data-testid={`reason-${decision.kind}`}>
            <Prose>{decision.summary}</Prose>
          </div>
          {!compact && decision.petitionerReason && decision.petitionerReason !== decision.summary && (
            <p className="secondary">
              <Prose>{t('case.toPetitioner', { words: decision.petitionerReason })}</Prose>
            </p>
          )}
          {decision.rules.length > 0 && (
            <Collapse
              size="small"
              ghost
              items={[
                {
                  key: 'rules',
                  label: t('case.otherRules', { count: decision.rules.length }),
                  children: <Rules decision={decision} />,
                },
              ]}
            />
          )}
          {decision.differences ? (
            <Differences found={decision.differences} />
          ) : (
            caseId !== undefined &&
            decision.id !== null &&
            decision.ruleSet !== null && <Differences caseId={caseId} decision={decision.id} />
          )}
        </section>
      ))}
    </div>
  );
}
