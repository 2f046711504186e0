import type { ActionOut, CaseOut, DeadlineOut, TellingOut } from '@caseway/backend/contract';
import { Button, Card, Dropdown } from 'antd';
import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../i18n/i18n.ts';
import { Due } from './DeadlineList.tsx';
import { letterToDeliver, workDeadline } from './next-act.ts';

interface Props {
  item: CaseOut;
  onAct: (action: ActionOut) => void;
  onDeliver: (telling: TellingOut) => void;
}

/** By when an act is to be done. */
function DueOf({ deadline, className = '' }: { deadline: DeadlineOut | null; className?: string }) {
  const { say } = useWords();
  return (
    deadline && (
      <div className={`case-bar-due ${className}`}>
        <span>{say(deadline.title)}</span>
        <Due deadline={deadline} />
      </div>
    )
  );
}

/** Whose turn it is where it is not the reader's, and by when. */
function Next({ item }: { item: CaseOut }) {
  const { t, say } = useWords();
  const task = item.tasks.find(({ kind, doneAt, cancelledAt }) => kind === 'step' && !doneAt && !cancelledAt);
  const person = task ? task.assignee : item.handler;
  const who = person?.displayName ?? (task ? t(`role.${task.role}`) : say(item.department?.title));
  return (
    <div>
      {who ? t('case.nextBy', { step: say(task?.title ?? item.step.title), who }) : say(item.step.title)}
      <DueOf deadline={workDeadline(item)} className="begin" />
      <div className="secondary">{t('case.noActions')}</div>
    </div>
  );
}

/**
 * What the reader may do with a case, the step's own next first and by when. What gives the matter up or decides against
 * the person stands under "more". On a phone the first button stays in reach at the foot of the screen.
 */
export function CaseActions({ item, onAct, onDeliver }: Props) {
  const { t, say } = useWords();
  const { hash } = useLocation();
  const first = useRef<HTMLButtonElement>(null);
  const card = useRef<HTMLDivElement>(null);
  // Who comes from a task that is this step stands at its action.
  useEffect(() => {
    if (hash !== '#actions') return;
    card.current?.scrollIntoView({ block: 'center' });
    first.current?.focus({ preventScroll: true });
  }, [hash]);
  const of = (place: ActionOut['place']) => item.actions.filter((action) => action.place === place);
  const [forward] = of('forward');
  const aside = of('aside');
  const letter = letterToDeliver(item);
  const open = item.status === 'open';
  const turn = letter !== null || forward !== undefined || of('other').length > 0;
  // Nothing more is to be done by anybody: nothing is said of it.
  if (!open && item.actions.length === 0 && !letter) return null;
  return (
    <Card
      ref={card}
      id="actions"
      className={
        (forward || letter) && of('other').length + aside.length === 0 && !(forward && letter) ? 'only-forward' : ''
      }
      title={<h2 className="section-title">{t(turn ? 'case.actions' : 'case.whatNext')}</h2>}
    >
      <div className="stack">
        {open && !turn && <Next item={item} />}
        {letter && (
          <div className="case-bar">
            <Button ref={first} block type="primary" size="large" onClick={() => onDeliver(letter.telling)}>
              {t('telling.recordOf', { title: say(letter.telling.title) })}
            </Button>
            <DueOf deadline={letter.due} />
          </div>
        )}
        {forward && letter && (
          <div>
            <Button block onClick={() => onAct(forward)}>
              {say(forward.title)}
            </Button>
            <DueOf deadline={workDeadline(item)} />
          </div>
        )}
        {forward && !letter && (
          <div className="case-bar">
            <Button ref={first} block type="primary" size="large" onClick={() => onAct(forward)}>
              {say(forward.title)}
            </Button>
            <DueOf deadline={workDeadline(item)} />
          </div>
        )}
        {of('other').map((action) => (
          <Button block key={action.key} onClick={() => onAct(action)}>
            {say(action.title)}
          </Button>
        ))}
        {aside.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: aside.map(({ key, title }) => ({ key, label: say(title) })),
              onClick: ({ key }) => {
                const chosen = aside.find((action) => action.key === key);
                if (chosen) onAct(chosen);
              },
            }}
          >
            <Button block type="text">
              {t('case.moreActions')}
            </Button>
          </Dropdown>
        )}
      </div>
    </Card>
  );
}
