import type { TermsOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Radio } from 'antd';
import { useState } from 'react';
import { call, get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { useSession } from '../common/session.tsx';
import { useWords } from '../i18n/i18n.ts';
import { type DialogProps, usePeople } from './CaseDialogs.tsx';
import { Frame, Reason } from './TextDialog.tsx';

const WHO = ['self', 'person', 'department'] as const;
type Who = (typeof WHO)[number];

/** Somebody steps aside; who hands cases out also keeps out another, or a whole department. `onDone`: it is out of their own sight now. */
export function RecuseDialog({ item, onClose, onDone }: DialogProps & { onDone: () => void }) {
  const { t, say } = useWords();
  const { message } = App.useApp();
  const { session } = useSession();
  const [who, setWho] = useState<Who>('self');
  const [whom, setWhom] = useState<string | undefined>();
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const people = [...usePeople('handler', item), ...usePeople('case-lead', item)];
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms') });
  const departments = (terms.data?.departments ?? [])
    .filter(({ key }) => !item.keptOut.some((out) => out.key === key))
    .map(({ key, title }) => ({ value: key, label: say(title) }));
  const options = {
    self: [],
    person: people.filter(({ value }, at) => people.findIndex((other) => other.value === value) === at),
    department: departments,
  };
  const user = session?.user;
  const submit = async () => {
    const body = who === 'self' ? { userId: user?.id } : who === 'person' ? { userId: whom } : { department: whom };
    await call('POST', `/cases/${item.id}/recusals`, { body: { ...body, reason } });
    message.success(t('case.done'));
    if (who === 'self' || whom === user?.id || whom === user?.department) {
      queries.removeQueries({ queryKey: ['case', item.id] });
      await queries.invalidateQueries({ queryKey: ['cases'] });
      onDone();
    } else await queries.invalidateQueries();
  };
  return (
    <Frame
      title={t('case.recuse')}
      help={t(`case.recuseHelp.${who}`)}
      ready={reason.trim() !== '' && (who === 'self' || whom !== undefined)}
      written={[who, whom, reason]}
      submit={submit}
      onClose={onClose}
    >
      {item.mayAssign && (
        <Form.Item label={t('case.recuseWho')}>
          <Radio.Group
            aria-label={t('case.recuseWho')}
            value={who}
            options={WHO.map((value) => ({ value, label: t(`case.recuseOf.${value}`) }))}
            onChange={({ target }) => {
              setWho(target.value);
              setWhom(undefined);
            }}
          />
        </Form.Item>
      )}
      {who !== 'self' && (
        <Form.Item label={t(`case.recuseOf.${who}`)} htmlFor="dialog-whom">
          <Select id="dialog-whom" value={whom} options={options[who]} onChange={setWhom} />
        </Form.Item>
      )}
      <Reason value={reason} onChange={setReason} />
    </Frame>
  );
}
