import type { TaskOut } from '@caseway/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { call } from '../api/client.ts';
import { dueText, momentText } from '../common/times.ts';
import { useAttempt } from '../common/use-attempt.ts';
import { useWords } from '../i18n/i18n.ts';
import { GiveDialog } from './GiveDialog.tsx';
import { ofMinutes } from './remaining.ts';
import { TextDialog } from './TextDialog.tsx';

interface Props {
  task: TaskOut;
  /** What stands above the task: its case, where it is shown away from it. */
  children?: ReactNode;
}

type Asked = 'done' | 'close' | 'give';

/**
 * One task with what may be done about it. A task that is a step has no "done": it leads to the step's action. All others
 * are done with a result, and may be taken back; of a joint department's, who leads the case may say that nobody waits.
 */
export function TaskLine({ task, children }: Props) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const attempt = useAttempt();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const post = async (what: string, body: object) => {
    await call('POST', `/work/tasks/${task.id}/${what}`, { body });
    message.success(t('case.done'));
    await queries.invalidateQueries();
  };
  const over = task.doneAt !== null || task.cancelledAt !== null;
  const minutesText = (minutes: number) => {
    const { key, values } = ofMinutes(minutes);
    return t(key, values);
  };
  const whose = [
    task.assignee?.displayName ?? (task.may.give ? t('task.nobody') : t(`role.${task.role}`)),
    say(task.department?.title),
    !over && task.dueAt && t('work.due', { day: dueText(task.dueAt) }),
    !over && task.remainingMinutes !== null && minutesText(task.remainingMinutes),
  ];
  const step = task.kind === 'step' && !over;
  return (
    <div className="case-line task-line">
      <div className={over ? 'secondary' : ''}>
        {step ? <Link to={`/cases/${task.caseId}#actions`}>{say(task.title)}</Link> : <span>{say(task.title)}</span>}
        {children}
        <div className="secondary">{whose.filter(Boolean).join(' · ')}</div>
        <TaskEnd task={task} />
      </div>
      <Space size={4} wrap>
        {task.may.finish && (
          <Button size="small" onClick={() => setAsked('done')}>
            {t(task.kind === 'joint' ? 'task.answer' : 'task.done')}
          </Button>
        )}
        {task.may.give && (
          <Button size="small" onClick={() => setAsked('give')}>
            {t('task.give')}
          </Button>
        )}
        {task.may.takeBack && (
          <Button size="small" type="link" onClick={() => void attempt(() => post('take-back', {}))}>
            {t('task.takeBack')}
          </Button>
        )}
        {task.may.close && (
          <Button size="small" type="link" onClick={() => setAsked('close')}>
            {t(task.kind === 'joint' ? 'task.closeJoint' : 'task.close')}
          </Button>
        )}
      </Space>
      {asked === 'give' && <GiveDialog task={task} onClose={() => setAsked(null)} />}
      {asked && asked !== 'give' && (
        <TextDialog
          title={t('common.pair', {
            label: t(asked === 'done' ? (task.kind === 'joint' ? 'task.answer' : 'task.done') : 'task.close'),
            text: say(task.title),
          })}
          help={t(asked === 'done' ? 'task.doneHelp' : 'task.closeHelp')}
          label={t(asked === 'done' ? 'task.result' : 'common.reason')}
          submit={(text) => post(asked, asked === 'done' ? { result: text } : { reason: text })}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** How a task came to its end: who did it and what came of it, or why nobody needs to. */
function TaskEnd({ task }: { task: TaskOut }) {
  const { t, say } = useWords();
  if (task.cancelledAt) {
    const by = task.cancelledBy && ` · ${task.cancelledBy.displayName}`;
    return (
      <div className="secondary">
        {t('task.cancelled', { reason: say(task.cancelReason) })}
        {by} · {momentText(task.cancelledAt)}
      </div>
    );
  }
  if (!task.doneAt) return null;
  return (
    <div className="secondary">
      {t('task.doneBy', { name: task.doneBy?.displayName ?? '—', at: momentText(task.doneAt) })}
      {task.result && <div>{t('task.resultSaid', { text: say(task.result) })}</div>}
    </div>
  );
}
