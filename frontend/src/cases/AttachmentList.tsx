import { PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import type { AttachmentOut, CaseOut } from '@caseway/backend/contract';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Upload } from 'antd';
import { useRef, useState } from 'react';
import { call, newKey } from '../api/client.ts';
import { useAttempt } from '../common/use-attempt.ts';
import { useWords } from '../i18n/i18n.ts';

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Puts a paper to a case; answers its id, or null where that failed, which was said. A file chosen again is not put down twice. */
export function useUpload(item: CaseOut) {
  const attempt = useAttempt();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  /** Files whose answer has not come. */
  const tries = useRef(new Map<string, string>());
  const upload = async (file: File): Promise<string | null> => {
    setBusy(true);
    const of = JSON.stringify([item.id, file.name, file.size, file.lastModified]);
    const key = tries.current.get(of) ?? newKey();
    tries.current.set(of, key);
    let id: string | null = null;
    await attempt(async () => {
      const body = new FormData();
      body.append('file', file);
      ({ id } = (
        await call<AttachmentOut>('POST', `/cases/${item.id}/attachments`, { body, idempotencyKey: key })
      ).data);
      tries.current.delete(of);
      await queries.invalidateQueries({ queryKey: ['case', item.id] });
      await queries.invalidateQueries({ queryKey: ['timeline', item.id] });
    });
    setBusy(false);
    return id;
  };
  return { busy, upload };
}

/** Papers of a case. */
export function AttachmentList({ item, mayAdd }: { item: CaseOut; mayAdd: boolean }) {
  const { t } = useWords();
  const { busy, upload } = useUpload(item);
  return (
    <div className="stack">
      {item.attachments.length === 0 && <span className="secondary">{t('case.noAttachments')}</span>}
      {item.attachments.map(({ id, name, size, uploadedBy }) => (
        <div key={id}>
          {item.mayOpenAttachments ? (
            <a href={`/api/cases/${item.id}/attachments/${id}`} download={name}>
              <PaperClipOutlined /> {name}
            </a>
          ) : (
            <span>
              <PaperClipOutlined /> {name}
            </span>
          )}
          <div className="secondary">
            {sizeText(size)} · {uploadedBy.displayName}
          </div>
        </div>
      ))}
      {mayAdd && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void upload(file);
            return false;
          }}
        >
          <Button icon={<UploadOutlined />} loading={busy}>
            {t('case.upload')}
          </Button>
        </Upload>
      )}
    </div>
  );
}
