import type { EarlierMatter, EarlierOut, LinkKind } from '@caseway/backend/contract';
import { Select, Tag } from 'antd';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';

export const LINK_KINDS: readonly LinkKind[] = ['same-matter', 'related'];

interface Props {
  found: EarlierOut;
  /** What each is linked as, by its id. */
  linked: ReadonlyMap<string, LinkKind>;
  /** Links, or with undefined takes the link back; absent: nothing can be linked. */
  onLink?: (matter: EarlierMatter['case'], kind: LinkKind | undefined) => void;
  /** Opens beside: what is being filled in stays as it is. */
  beside?: boolean;
}

/** Earlier matters with the reasons why they are offered, to open or to link. */
export function EarlierList({ found, linked, onLink, beside = false }: Props) {
  const { t } = useWords();
  const choices = LINK_KINDS.map((kind) => ({ value: kind, label: t(`links.${kind}`) }));
  return (
    <>
      <ul className="earlier" data-testid="earlier">
        {found.earlier.map(({ case: matter, reasons, counted }) => (
          <li key={matter.id}>
            <Link to={`/cases/${matter.id}`} {...(beside && { target: '_blank', rel: 'noreferrer' })}>
              {matter.title}
            </Link>
            <div className="number">
              {matter.number} · {matter.receivedOn} · {t(`case.${matter.status}`)}
            </div>
            <div className="secondary">{reasons.map(({ text }) => text).join(t('explain.separator'))}</div>
            <div className="earlier-link">
              {counted && <Tag color="orange">{t('links.counted')}</Tag>}
              {onLink && (
                <Select
                  size="small"
                  aria-label={t('links.linkAs', { number: matter.number })}
                  placeholder={t('links.link')}
                  allowClear
                  popupMatchSelectWidth={false}
                  value={linked.get(matter.id)}
                  options={choices}
                  onChange={(kind: LinkKind | undefined) => onLink(matter, kind)}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {found.earlierHidden > 0 && <p className="secondary">{t('links.hidden', { count: found.earlierHidden })}</p>}
    </>
  );
}
