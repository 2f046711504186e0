import type { Person, TaskOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { useState } from 'react';
import { call, get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { Frame } from './TextDialog.tsx';

/** Gives work that is nobody's to somebody of its department. */
export function GiveDialog({ task, onClose }: { task: TaskOut; onClose: () => void }) {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [to, setTo] = useState<string | undefined>();
  const takers = useQuery({
    queryKey: ['takers', task.id],
    queryFn: () => get<{ items: Person[] }>(`/work/tasks/${task.id}/takers`),
  });
  const submit = async () => {
    await call('POST', `/work/tasks/${task.id}/give`, { body: { to } });
    await queries.invalidateQueries();
  };
  const nobody = takers.data?.items.length === 0;
  return (
    <Frame
      title={t('common.pair', { label: t('task.give'), text: say(task.title) })}
      help={t('task.giveHelp', { department: say(task.department?.title) })}
      ready={to !== undefined}
      written={to}
      submit={submit}
      onClose={onClose}
    >
      {nobody && <Alert type="warning" showIcon title={t('task.nobodyToGive')} className="notice" />}
      <Form.Item label={t('task.taker')} htmlFor="dialog-taker">
        <Select
          id="dialog-taker"
          value={to}
          disabled={nobody}
          options={(takers.data?.items ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))}
          onChange={setTo}
        />
      </Form.Item>
    </Frame>
  );
}
