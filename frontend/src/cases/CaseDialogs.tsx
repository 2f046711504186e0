import type { CaseOut, Person, TermsOut, UnmaskOut } from '@caseway/backend/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState } from 'react';
import { call, get } from '../api/client.ts';
import { Select } from '../common/Select.tsx';
import { useWords } from '../i18n/i18n.ts';
import { Frame, Reason } from './TextDialog.tsx';

export interface DialogProps {
  item: CaseOut;
  etag: string | undefined;
  onClose: () => void;
}

export function UnmaskDialog({ item, onClose, onShown }: DialogProps & { onShown: (clear: UnmaskOut) => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const submit = async () => {
    const { data } = await call<UnmaskOut>('POST', `/cases/${item.id}/unmask`, { body: { reason } });
    onShown(data);
    await queries.invalidateQueries({ queryKey: ['timeline', item.id] });
  };
  return (
    <Frame
      title={t('case.unmask')}
      help={t('case.unmaskHelp')}
      ready={reason.trim() !== ''}
      written={reason}
      submit={submit}
      onClose={onClose}
    >
      <Reason value={reason} onChange={setReason} />
    </Frame>
  );
}

export function ReclassifyDialog({ item, etag, onClose }: DialogProps) {
  const { t, say } = useWords();
  const queries = useQueryClient();
  const [reasons, setReasons] = useState('');
  const [category, setCategory] = useState<string | undefined>();
  const terms = useQuery({ queryKey: ['terms'], queryFn: () => get<TermsOut>('/cases/terms') });
  const submit = async () => {
    await call('POST', `/cases/${item.id}/reclassify`, { body: { category, reasons }, ifMatch: etag });
    await queries.invalidateQueries();
  };
  return (
    <Frame
      title={t('case.reclassify')}
      help={t('case.reclassifyHelp')}
      ready={Boolean(category && reasons.trim())}
      written={[category, reasons]}
      submit={submit}
      onClose={onClose}
    >
      <Form.Item label={t('ledger.category')} htmlFor="dialog-category">
        <Select
          id="dialog-category"
          value={category}
          options={(terms.data?.categories ?? [])
            .filter(({ key }) => key !== item.category?.key)
            .map(({ key, title }) => ({ value: key, label: say(title) }))}
          onChange={setCategory}
        />
      </Form.Item>
      <Reason value={reasons} onChange={setReasons} />
    </Frame>
  );
}

/** People who may be chosen for a case, as options: nobody who is kept out of it. */
export function usePeople(role: 'handler' | 'case-lead', { id, mayAssign }: Pick<CaseOut, 'id' | 'mayAssign'>) {
  const people = useQuery({
    queryKey: ['case', id, 'takers', role],
    queryFn: () => get<{ items: Person[] }>(`/cases/${id}/takers`, { role }),
    enabled: mayAssign,
  });
  return (people.data?.items ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }));
}

export function AssignDialog({ item, etag, onClose }: DialogProps) {
  const { t } = useWords();
  const queries = useQueryClient();
  const [handlerId, setHandlerId] = useState(item.handler?.id);
  const [caseLeadId, setCaseLeadId] = useState(item.caseLead?.id);
  const handlers = usePeople('handler', item);
  const leads = usePeople('case-lead', item);
  const submit = async () => {
    const body = {
      ...(handlerId && handlerId !== item.handler?.id && { handlerId }),
      ...(caseLeadId && caseLeadId !== item.caseLead?.id && { caseLeadId }),
    };
    await call('POST', `/cases/${item.id}/assign`, { body, ifMatch: etag });
    await queries.invalidateQueries();
  };
  const changed = handlerId !== item.handler?.id || caseLeadId !== item.caseLead?.id;
  return (
    <Frame
      title={t('case.assign')}
      help=""
      ready={changed}
      written={[handlerId, caseLeadId]}
      submit={submit}
      onClose={onClose}
    >
      <Form.Item label={t('case.handler')} htmlFor="dialog-handler">
        <Select id="dialog-handler" value={handlerId} options={handlers} onChange={setHandlerId} />
      </Form.Item>
      <Form.Item label={t('case.lead')} htmlFor="dialog-lead">
        <Select id="dialog-lead" value={caseLeadId} options={leads} onChange={setCaseLeadId} />
      </Form.Item>
    </Frame>
  );
}
