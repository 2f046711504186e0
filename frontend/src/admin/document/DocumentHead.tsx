import type { FormDefinition } from '@caseway/form-schemas';
import { Button, Popconfirm, Typography } from 'antd';
import { useWords } from '../../i18n/i18n.ts';
import type { PublishObstacle } from '../check-state.ts';
import { DraftStatus, isUntouched } from '../draft/DraftStatus.tsx';
import type { Draft } from '../use-draft.ts';

interface Props {
  documentKey: string;
  title: FormDefinition['title'] | undefined;
  draft: Draft;
  /** What is written can be read, and saved. */
  readable: boolean;
  /** Why it can't be published. */
  obstacle: PublishObstacle | undefined;
  mayEdit: boolean;
  onDiscard: () => void;
  onPublish: () => void;
}

/** What the document is called, where its draft stands, and what can be done with the whole of it. */
export function DocumentHead({ documentKey, title, draft, readable, obstacle, mayEdit, onDiscard, onPublish }: Props) {
  const { t, say } = useWords();
  const untouched = isUntouched(draft);
  return (
    <div className="page-head">
      <div>
        <Typography.Title level={1}>{say(title) || documentKey}</Typography.Title>
        <span className="number">{documentKey}</span> <DraftStatus draft={draft} />
      </div>
      {mayEdit && !untouched && (
        <div className="page-actions">
          <Popconfirm
            title={t('admin.discard')}
            description={
              <div className="confirm-text">
                {t(draft.state.base.basedOn === null ? 'admin.discardNew' : 'admin.discardHelp')}
              </div>
            }
            onConfirm={onDiscard}
            okText={t('common.confirm')}
            cancelText={t('common.cancel')}
          >
            <Button>{t('admin.discard')}</Button>
          </Popconfirm>
          <Button disabled={!readable} loading={draft.state.phase === 'saving'} onClick={() => void draft.flush()}>
            {t('common.save')}
          </Button>
          <Button
            type="primary"
            disabled={obstacle !== undefined}
            title={obstacle && t(`admin.${obstacle}`)}
            onClick={onPublish}
          >
            {t('admin.publish')}
          </Button>
        </div>
      )}
    </div>
  );
}
