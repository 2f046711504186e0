import type { ConfigKind, DraftOut, FindingOut, MendOut, PlaceOut } from '@caseway/backend/contract';
import { applyEdits } from '@caseway/rule-sets';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { messageOf } from '../common/problem-message.ts';
import { useWords } from '../i18n/i18n.ts';

interface Props {
  finding: FindingOut;
  kind: ConfigKind;
  documentKey: string;
  titleOf: (place: PlaceOut) => string;
  onMend: (label: string, edits: MendOut['edits']) => void;
}

/** The ways to mend what is between two documents: here as a step of the editor, there in the other's draft. */
export function MendButtons({ finding, kind, documentKey, titleOf, onMend }: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);

  const mendThere = async ({ kind: there, key, edits }: MendOut) => {
    setBusy(true);
    const path = `/${there}/${key}/draft`;
    const title = titleOf({ kind: there, key, pointer: '' });
    try {
      const { data, etag } = await call<DraftOut>('GET', path);
      await call('PUT', path, { body: { content: applyEdits(data.content, edits) }, ifMatch: etag });
      message.success(t('admin.mendedThere', { title }));
      await queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== 'draft' || queryKey[2] !== documentKey,
      });
    } catch (error) {
      message.error(messageOf(error, t));
    } finally {
      setBusy(false);
    }
  };
  return (finding.mends ?? []).map((mend) => {
    const isHere = mend.kind === kind && mend.key === documentKey;
    const label = isHere
      ? mend.label
      : t('common.pair', { label: titleOf({ ...mend, pointer: '' }), text: mend.label });
    return (
      <Button
        key={`${mend.kind}/${mend.key} ${mend.label}`}
        size="small"
        loading={busy && !isHere}
        onClick={() => (isHere ? onMend(mend.label, mend.edits) : void mendThere(mend))}
      >
        {label}
      </Button>
    );
  });
}
