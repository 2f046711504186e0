import { DownOutlined } from '@ant-design/icons';
import type { EarlierMatter, EarlierOut, LinkKind } from '@caseway/backend/contract';
import { Button, Dropdown, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../i18n/i18n.ts';

/** How many are shown before somebody asks for all. */
const AT_FIRST = 3;

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
  const [all, setAll] = useState(false);
  const shown = all ? found.earlier : found.earlier.slice(0, AT_FIRST);
  return (
    <>
      <ul className="earlier" data-testid="earlier">
        {shown.map(({ case: matter, reasons, counted }) => (
          <li key={matter.id}>
            <div>
              <Link to={`/cases/${matter.id}`} {...(beside && { target: '_blank', rel: 'noreferrer' })}>
                {matter.title}
              </Link>
              <div className="number">
                {matter.number} · {t(`case.${matter.status}`)}
              </div>
              <div className="secondary">
                {matter.receivedOn} · {reasons.map(({ text }) => text).join(t('explain.separator'))}
              </div>
              {counted && <Tag color="orange">{t('links.counted')}</Tag>}
            </div>
            {onLink && <LinkAs {...{ matter, onLink }} kind={linked.get(matter.id)} />}
          </li>
        ))}
      </ul>
      {shown.length < found.earlier.length && (
        <Button size="small" type="link" className="earlier-all" onClick={() => setAll(true)}>
          {t('links.all', { count: found.earlier.length })}
        </Button>
      )}
      {found.earlierHidden > 0 && <p className="secondary">{t('links.hidden', { count: found.earlierHidden })}</p>}
    </>
  );
}

/** What a matter is linked as; chosen from a menu, and taken back in the same place. */
function LinkAs({
  matter,
  kind,
  onLink,
}: {
  matter: EarlierMatter['case'];
  kind: LinkKind | undefined;
  onLink: NonNullable<Props['onLink']>;
}) {
  const { t } = useWords();
  const items = LINK_KINDS.map((key) => ({ key: key as string, label: t(`links.${key}`) }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: kind ? [kind] : [],
        items: kind ? [...items, { key: 'none', label: t('links.takeBack') }] : items,
        onClick: ({ key }) => onLink(matter, key === 'none' ? undefined : (key as LinkKind)),
      }}
    >
      <Button size="small" type={kind ? 'primary' : 'default'} ghost={Boolean(kind)}>
        {kind ? t(`links.${kind}`) : t('links.link')} <span className="visually-hidden">{matter.number}</span>
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
