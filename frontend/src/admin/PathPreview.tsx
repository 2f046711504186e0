import { UserOutlined } from '@ant-design/icons';
import type { HandlingPath, PathAction, PathStep } from '@caseway/rule-sets';
import { Alert, Tag } from 'antd';
import { Fallible } from '../common/Fallible.tsx';
import { useWords } from '../i18n/i18n.ts';

/** Where an action may lead, by its answers too, each once and in their order. */
function targetsOf(action: PathAction): string[] {
  return [...new Set([action.to, ...(action.branches ?? []).flatMap(({ to }) => to ?? [])])];
}

function Step({ step, n, titles }: { step: PathStep; n: number; titles: ReadonlyMap<string, string> }) {
  const { t, say, list } = useWords();
  return (
    <li className="path-step">
      <h3>
        {n} {say(step.title)}{' '}
        {step.kind === 'human-decision' && (
          <Tag color="blue" icon={<UserOutlined />}>
            {t('admin.personDecides')}
          </Tag>
        )}
        {step.kind === 'end' && <Tag>{t('admin.pathEnd')}</Tag>}
      </h3>
      {step.assignee && <div className="secondary">{t(`role.${step.assignee.role}`)}</div>}
      {step.actions.length > 0 && (
        <ul>
          {step.actions.map((action) => (
            <li key={action.key}>
              <span>{say(action.title)}</span>
              <span className="secondary">{list(action.by.map((role) => t(`role.${role}`)))}</span>
              <span className="path-to">
                {targetsOf(action)
                  .map((to) => (to === step.key ? t('admin.staysHere') : `→ ${titles.get(to) ?? to}`))
                  .join(t('explain.separator'))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Steps({ path }: { path: HandlingPath }) {
  const { say } = useWords();
  const titles = new Map(path.steps.map(({ key, title }, index) => [key, `${index + 1} ${say(title)}`]));
  return (
    <ol className="path-steps">
      {path.steps.map((step, index) => (
        <Step key={step.key} step={step} n={index + 1} titles={titles} />
      ))}
    </ol>
  );
}

/** A path as people go along it: each step with who works there, what may be done, and where that leads. */
export function PathPreview({ content }: { content: Record<string, unknown> }) {
  const { t } = useWords();
  return (
    <Fallible of={content} instead={<Alert type="info" showIcon title={t('admin.noPathPreview')} />}>
      <Steps path={content as Partial<HandlingPath> as HandlingPath} />
    </Fallible>
  );
}
