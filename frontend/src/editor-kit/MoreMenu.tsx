import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useWords } from '../i18n/i18n.ts';

export interface MenuEntry {
  key: string;
  label: string;
  disabled?: boolean;
  danger?: boolean;
  act: () => void;
}

/** What can be done with a thing, besides what its controls do; everything a drag can do is among it. Nothing where nothing can. */
export function MoreMenu({ label, entries }: { label: string; entries: readonly (MenuEntry | false | undefined)[] }) {
  const { t } = useWords();
  const shown = entries.filter((entry) => entry !== false && entry !== undefined);
  if (shown.length === 0) return null;
  const items: MenuProps['items'] = shown.map(({ key, label: text, disabled, danger }) => ({
    key,
    label: text,
    disabled: disabled ?? false,
    danger: danger ?? false,
  }));
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, onClick: ({ key }) => shown.find((entry) => entry.key === key)?.act() }}
    >
      <Button
        type="text"
        size="small"
        icon={<EllipsisOutlined />}
        aria-label={t('common.pair', { label: t('common.more'), text: label })}
        aria-haspopup="menu"
      />
    </Dropdown>
  );
}
