import { CheckOutlined, UserOutlined } from '@ant-design/icons';
import type { CaseOut } from '@caseway/backend/contract';
import type { HandlingPath, PathStep } from '@caseway/rule-sets';
import { useId } from 'react';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  path: HandlingPath;
  /** Keys of steps gone through, first to last, where the case stands last. */
  passed: readonly string[];
  course: CaseOut['course'];
  closed: boolean;
}

/**
 * Where a case stands on its path: the way it went, as a way; what may come next, as branches of which it takes one; what may
 * come after. Human decisions carry a person.
 */
export function PathDiagram({ path, passed, course, closed }: Props) {
  const { t } = useWords();
  const id = useId();
  const stepsOf = (keys: readonly string[]) => keys.flatMap((key) => path.steps.find((step) => step.key === key) ?? []);
  const steps = stepsOf(passed);
  const later = stepsOf(course.later.filter((key) => !passed.includes(key)));
  return (
    <div className="path-course">
      <ol className="path" aria-label={t('case.path')}>
        {steps.map((step, index) => {
          const isLast = index === steps.length - 1;
          return (
            // A step that was come back to stands twice.
            // biome-ignore lint/suspicious/noArrayIndexKey: the way that was gone is never changed, only made longer.
            <li key={index} aria-current={isLast && !closed ? 'step' : undefined}>
              <Node step={step} tone={isLast ? 'current' : 'passed'} done={!isLast || closed} />
            </li>
          );
        })}
      </ol>
      {course.next.length > 0 && (
        <div className="path-branches">
          <span className="secondary" id={`${id}next`}>
            {t('case.pathNext')}
          </span>
          <ul aria-labelledby={`${id}next`}>
            {stepsOf(course.next).map((step, index) => (
              <li key={step.key}>
                {index > 0 && <span className="secondary">{t('case.pathOr')}</span>}
                <Node step={step} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {later.length > 0 && (
        <div className="path-branches">
          <span className="secondary" id={`${id}later`}>
            {t('case.pathLater')}
          </span>
          <ul aria-labelledby={`${id}later`}>
            {later.map((step) => (
              <li key={step.key}>
                <Node step={step} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Node({ step, tone = '', done = false }: { step: PathStep; tone?: 'current' | 'passed' | ''; done?: boolean }) {
  const { say } = useWords();
  const decides = step.kind === 'human-decision';
  return (
    <span className={`node ${tone} ${decides ? 'decision' : ''}`}>
      {done && <CheckOutlined />}
      {decides && <UserOutlined />}
      {say(step.title)}
    </span>
  );
}
