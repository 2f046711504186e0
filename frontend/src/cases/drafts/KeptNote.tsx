import { messageOf } from '../../common/problem-message.ts';
import { momentText, timeText } from '../../common/times.ts';
import { useWords } from '../../i18n/i18n.ts';
import type { KeptWhere } from './draft-sync.ts';

const isToday = (at: string): boolean => new Date(at).toDateString() === new Date().toDateString();

/** Where what was written is kept. */
export function KeptNote({ where }: { where: KeptWhere }) {
  const { t } = useWords();
  if (where.is === 'nowhere') return null;
  const words = () => {
    if (where.is === 'server')
      return t('drafts.onServer', { time: isToday(where.at) ? timeText(where.at) : momentText(where.at) });
    return where.why === null ? t('drafts.onDevice') : t('drafts.refused', { why: messageOf(where.why, t) });
  };
  return (
    <span className={where.is === 'device' && where.why ? 'tone-bad' : 'secondary'} role="status">
      {words()}
    </span>
  );
}
