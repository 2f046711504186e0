import { Alert } from 'antd';
import { useWords } from '../../i18n/i18n.ts';
import type { Draft } from '../use-draft.ts';

const SHOWN = 4;

/** What a colleague changed just now, with a way to each place. */
export function DraftNewsBox({ draft, goTo }: { draft: Draft; goTo: (pointer: string) => void }) {
  const { t } = useWords();
  const { news, forgetNews } = draft;
  if (!news) return null;
  const person = news.isOwn ? t('versions.youElsewhere') : (news.person?.displayName ?? t('versions.someone'));
  const more = news.changes.length - SHOWN;
  return (
    <Alert
      type="info"
      showIcon
      closable={{ 'aria-label': t('common.close') }}
      onClose={forgetNews}
      role="status"
      className="draft-news"
      title={t('versions.news', { person })}
      description={
        <ul>
          {news.changes.slice(0, SHOWN).map(({ message, pointer }) => (
            <li key={`${pointer} ${message}`}>
              <button type="button" className="link-button" onClick={() => goTo(pointer)}>
                {message}
              </button>
            </li>
          ))}
          {more > 0 && <li className="secondary">{t('versions.newsMore', { count: more })}</li>}
        </ul>
      }
    />
  );
}
