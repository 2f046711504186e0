import { CloudOutlined, DisconnectOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import { useEffect, useState } from 'react';
import { messageOf } from '../../common/problem-message.ts';
import { useSession } from '../../common/session.tsx';
import { timeText } from '../../common/times.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { Draft } from '../use-draft.ts';

/** "2 minutes ago", in the words of the language. */
function agoText(at: string, now: number, locale: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = Math.round(seconds / 60);
  if (Math.abs(minutes) < 1) return format.format(0, 'minute');
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return Math.abs(hours) < 24 ? format.format(hours, 'hour') : format.format(Math.round(hours / 24), 'day');
}

/** Nothing differs from what was published: there is nothing to save, drop or publish. */
export const isUntouched = ({ state: { base, phase } }: Draft): boolean =>
  base.updatedAt === null && base.basedOn !== null && phase === 'saved';

/** Where the draft stands: saved or not, and who changed it last. */
export function DraftStatus({ draft }: { draft: Draft }) {
  const { t, locale } = useWords();
  const { session } = useSession();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  const { phase, savedAt, base, error, behind, kept } = draft.state;
  const { updatedBy, updatedAt } = base;
  const time = savedAt && timeText(savedAt.getTime());
  const text = {
    saved: isUntouched(draft)
      ? t('versions.untouched', { n: base.basedOn })
      : time
        ? t('versions.savedAt', { time })
        : t('admin.saved'),
    waiting: t('admin.unsaved'),
    saving: t('admin.saving'),
    offline: kept ? t('versions.offline') : t('versions.offlineNotKept'),
    unreadable: t('versions.unreadable'),
    conflict: t('versions.conflict'),
    refused: t('versions.refused', { reason: messageOf(error, t) }),
  }[phase];
  const icon = {
    saved: <CloudOutlined />,
    waiting: <CloudOutlined />,
    saving: <LoadingOutlined />,
    offline: <DisconnectOutlined />,
    unreadable: <WarningOutlined />,
    conflict: <WarningOutlined />,
    refused: <WarningOutlined />,
  }[phase];
  const isQuiet = phase === 'saved' || phase === 'waiting' || phase === 'saving';
  const isOther = updatedBy !== null && updatedBy.id !== session?.user.id;
  return (
    <span className="draft-status">
      <span className={isQuiet ? 'secondary' : 'tone-warn'} role="status" data-phase={phase}>
        <span aria-hidden>{icon}</span> {text}
        {behind && ` · ${t('versions.behind')}`}
      </span>
      {isOther && updatedAt && (
        <span className="secondary">
          {t('versions.lastBy', { person: updatedBy.displayName, when: agoText(updatedAt, now, locale) })}
        </span>
      )}
    </span>
  );
}
