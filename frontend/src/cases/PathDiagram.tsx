import { CheckOutlined, UserOutlined } from '@ant-design/icons';
import type { HandlingPath } from '@caseway/rule-sets';
import { useWords } from '../i18n/i18n.ts';

/** Where a case stands on its path: steps passed, the present one, those that may come. Human decisions carry a person. */
export function PathDiagram({
  path,
  passed,
  closed,
}: {
  path: HandlingPath;
  passed: readonly string[];
  closed: boolean;
}) {
  const { say, t } = useWords();
  const current = passed.at(-1);
  return (
    <ol className="path" aria-label={t('case.path')}>
      {path.steps.map((step) => {
        const isCurrent = step.key === current;
        const isPassed = !isCurrent && passed.includes(step.key);
        const tone = isCurrent ? 'current' : isPassed ? 'passed' : '';
        return (
          <li key={step.key} aria-current={isCurrent && !closed ? 'step' : undefined}>
            <span className={`node ${tone} ${step.kind === 'human-decision' ? 'decision' : ''}`}>
              {(isPassed || (isCurrent && closed)) && <CheckOutlined />}
              {step.kind === 'human-decision' && <UserOutlined />}
              {say(step.title)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
