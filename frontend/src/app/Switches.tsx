import { GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useAppearance } from '../common/appearance.tsx';
import { changeLocale, useWords } from '../i18n/i18n.ts';

export function LanguageSwitch() {
  const { locale } = useWords();
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" icon={<GlobalOutlined />} onClick={() => void changeLocale(other)} lang={other}>
      {other === 'en' ? 'English' : '中文'}
    </Button>
  );
}

export function ThemeSwitch() {
  const { t } = useWords();
  const { dark, setDark } = useAppearance();
  const label = t('common.pair', { label: t('common.theme'), text: t(dark ? 'common.light' : 'common.dark') });
  return (
    <Button
      type="text"
      icon={dark ? <SunOutlined /> : <MoonOutlined />}
      aria-label={label}
      title={label}
      onClick={() => setDark(!dark)}
    />
  );
}
