import type { AnalysisOut, CheckOut, ConfigKind } from '@caseway/backend/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Input, Spin } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { Dialog } from '../common/Dialog.tsx';
import { TextBlock } from '../common/room.tsx';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  kind: ConfigKind;
  documentKey: string;
  /** What will be published. */
  content: Record<string, unknown>;
  /** `reason`: why it goes out with open findings; absent where there are none. */
  onPublish: (note: string, reason?: string) => Promise<void>;
  onClose: () => void;
}

interface Open {
  key: string;
  message: string;
}

/**
 * What stays open: where other documents would no longer fit; of rules and paths also the other warnings of their check; of a
 * rule set findings of its proof that it does not accept.
 */
async function openFindings(kind: ConfigKind, documentKey: string, content: Record<string, unknown>): Promise<Open[]> {
  const body = { content };
  const decides = kind === 'rule-sets' || kind === 'paths';
  const [check, analysis] = await Promise.all([
    call<CheckOut>('POST', `/${kind}/${documentKey}/draft/check`, { body }),
    kind === 'rule-sets' ? call<AnalysisOut>('POST', `/rule-sets/${documentKey}/draft/analyse`, { body }) : null,
  ]);
  const warnings = check.data.findings.filter(
    ({ severity, places }) => severity === 'warning' && (decides || places !== undefined),
  );
  const found = analysis?.data.findings ?? [];
  const proved = found.filter(({ severity, accepted }) => !accepted && severity !== 'info');
  return [...warnings, ...proved].map(({ code, pointer, message }) => ({
    key: `${code} ${pointer} ${message}`,
    message,
  }));
}

/** Asks what changed; and where findings are open, why it goes out all the same. */
export function PublishDialog({ kind, documentKey, content, onPublish, onClose }: Props) {
  const { t, locale } = useWords();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const open = useQuery({
    queryKey: ['open-findings', kind, documentKey, locale, content],
    queryFn: () => openFindings(kind, documentKey, content),
    retry: false,
    gcTime: 0,
  });
  const found = open.data ?? [];
  const looking = open.isPending;
  const ready = note.trim() !== '' && !looking && (found.length === 0 || reason.trim() !== '');
  return (
    <Dialog
      open
      title={t('admin.publish')}
      okText={t('admin.publish')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !ready }}
      onOk={() => onPublish(note.trim(), found.length > 0 ? reason.trim() : undefined)}
      onCancel={onClose}
    >
      <label htmlFor="publish-note">{t('admin.publishNote')}</label>
      <Input.TextArea
        id="publish-note"
        value={note}
        autoSize={{ minRows: 3 }}
        onChange={({ target }) => setNote(target.value)}
      />
      <div role="status" className="set-off">
        {looking && (
          <span className="secondary">
            <Spin size="small" /> {t('proof.looking')}
          </span>
        )}
        {found.length > 0 && (
          <Alert
            type="warning"
            title={t('proof.openWhenPublishing', { count: found.length })}
            description={
              <ul className="proof-left-out scrolls">
                {found.map(({ key, message }) => (
                  <li key={key}>{message}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
      {found.length > 0 && (
        <>
          <label htmlFor="publish-reason">{t('proof.reasonToPublish')}</label>
          <TextBlock
            id="publish-reason"
            value={reason}
            room={2000}
            autoSize={{ minRows: 2 }}
            onChange={({ target }) => setReason(target.value)}
          />
        </>
      )}
    </Dialog>
  );
}
