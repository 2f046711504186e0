import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';
import { ConflictDialog } from './draft/ConflictDialog.tsx';
import { DraftNewsBox } from './draft/DraftNewsBox.tsx';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  /** When what is here now was kept in this browser, if it was. */
  keptAt: string | null;
  goTo: (pointer: string) => void;
}

/** Above a draft: what others changed, what was brought back, and what two people changed otherwise. */
export function DraftBar({ draft, keptAt, goTo }: Props) {
  const { t } = useWords();
  const [deciding, setDeciding] = useState(false);
  const [restored, setRestored] = useState(keptAt !== null);
  const isConflict = draft.conflict !== null;
  // Asked at once, and again from the message where the person wants to look first.
  useEffect(() => setDeciding(isConflict), [isConflict]);
  return (
    <>
      {restored && keptAt && (
        <Alert
          type="info"
          showIcon
          closable={{ 'aria-label': t('common.close') }}
          onClose={() => setRestored(false)}
          className="draft-news"
          title={t('versions.restoredHere', {
            time: momentText(keptAt),
          })}
        />
      )}
      <DraftNewsBox draft={draft} goTo={goTo} />
      {isConflict && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          className="draft-news"
          title={t('versions.conflict')}
          description={t('versions.conflictWaits')}
          action={<Button onClick={() => setDeciding(true)}>{t('versions.decide')}</Button>}
        />
      )}
      {isConflict && deciding && <ConflictDialog draft={draft} onClose={() => setDeciding(false)} />}
    </>
  );
}
