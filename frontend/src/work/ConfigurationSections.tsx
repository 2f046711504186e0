import type { DaySectionOf } from '@caseway/backend/contract';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { momentText } from '../common/times.ts';
import { useWords } from '../i18n/i18n.ts';

type Document = DaySectionOf<'drafts'>['items'][number]['document'];

function Line({ document, about, children }: { document: Document; about: string; children: ReactNode }) {
  const { t, say } = useWords();
  return (
    <div className="case-line">
      <div>
        <Link to={`/admin/${document.kind}/${document.key}`}>{say(document.title)}</Link>
        <div className="number">
          {t(`admin.${document.kind}`)} · {about}
        </div>
      </div>
      <div className="day-end">{children}</div>
    </div>
  );
}

/** Drafts that nobody has published, own ones first, with what the check finds in them. */
export function DraftList({ section }: { section: DaySectionOf<'drafts'> }) {
  const { t } = useWords();
  return section.items.map(({ document, by, at, own, findings }) => {
    const who = own ? t('day.ownDraft') : (by?.displayName ?? '—');
    const clean = findings && findings.errors + findings.warnings === 0;
    return (
      <Line
        key={`${document.kind}/${document.key}`}
        document={document}
        about={t('day.draftBy', { who, at: momentText(at) })}
      >
        {clean && <Tag color="green">{t('day.noFindings')}</Tag>}
        {findings && findings.errors > 0 && <Tag color="red">{t('day.errors', { count: findings.errors })}</Tag>}
        {findings && findings.warnings > 0 && (
          <Tag color="orange">{t('day.warnings', { count: findings.warnings })}</Tag>
        )}
      </Line>
    );
  });
}

/** Published versions that are not in force everywhere an older one is. */
export function ReleaseList({ section }: { section: DaySectionOf<'releases'> }) {
  const { t, say, list } = useWords();
  return section.items.map(({ document, version, behind }) => (
    <Line
      key={`${document.kind}/${document.key}`}
      document={document}
      about={
        behind.length > 0
          ? t('day.behind', { n: version, where: list(behind.map((title) => say(title))) })
          : t('day.inForceNowhere', { n: version })
      }
    >
      <Link to="/admin/rollout">{t('nav.townships')}</Link>
    </Line>
  ));
}

const SOON_DAYS = 60;

/** Up to which day the calendars know the days off. */
export function CalendarList({ section }: { section: DaySectionOf<'calendars'> }) {
  const { t, say } = useWords();
  return section.items.map(({ document, until, days }) => (
    <div className="day-calendar" key={document.key}>
      <Link to={`/admin/${document.kind}/${document.key}`}>{say(document.title)}</Link>
      <p className={days <= SOON_DAYS ? 'tone-warn' : ''}>{t('day.coveredUntil', { day: until })}</p>
      <p className="secondary day-note">{t(days < 0 ? 'day.notCovered' : 'day.coveredHelp')}</p>
    </div>
  ));
}
