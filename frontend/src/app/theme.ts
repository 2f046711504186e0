import { type ThemeConfig, theme } from 'antd';

const FONT =
  '"Inter", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

/** A calm blue on paper white; in the dark, the same on ink. Contrast of text is at least 4.5 to 1. */
export function themeOf(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#5b9bea' : '#1557a8',
      colorInfo: dark ? '#5b9bea' : '#1557a8',
      colorInfoBg: dark ? '#16263b' : '#e8f0fa',
      colorInfoBorder: dark ? '#27456b' : '#b9d1ec',
      colorLink: dark ? '#7db3f5' : '#1557a8',
      colorError: dark ? '#ef7b72' : '#b42318',
      colorSuccess: dark ? '#5fbf8a' : '#17693b',
      colorWarning: dark ? '#e3b04b' : '#8a5a00',
      colorTextDescription: dark ? '#a9b4c2' : '#556070',
      colorTextPlaceholder: dark ? '#97a3b3' : '#667080',
      colorSuccessBg: dark ? '#14291e' : '#e9f5ee',
      colorSuccessBorder: dark ? '#1f5138' : '#b5dcc5',
      // Derived from colours as dark as text they would be mud.
      colorWarningBg: dark ? '#2b2214' : '#fdf4e1',
      colorWarningBorder: dark ? '#5a4520' : '#ecd29a',
      colorErrorBg: dark ? '#331a18' : '#fdecea',
      colorErrorBorder: dark ? '#6b2f2a' : '#f0b8b2',
      // One family of blacks: what stands on the ground is paper, what stands above it a little lighter.
      ...(dark && {
        colorBgContainer: '#151c26',
        colorBgElevated: '#1b2430',
        colorBorder: '#3a475a',
        colorBorderSecondary: '#2b3645',
      }),
      colorBgLayout: dark ? '#0f141b' : '#f4f6f9',
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      borderRadius: 8,
      fontFamily: FONT,
      fontSize: 15,
      controlHeight: 38,
    },
    components: {
      Layout: { headerBg: dark ? '#151c26' : '#ffffff', siderBg: dark ? '#151c26' : '#ffffff' },
      Menu: {
        itemBorderRadius: 8,
        itemMarginInline: 8,
        itemSelectedBg: dark ? '#1c2c42' : '#e8f0fa',
        itemSelectedColor: dark ? '#9cc6fa' : '#12498d',
      },
      Button: { primaryColor: dark ? '#08131f' : '#ffffff', dangerColor: dark ? '#1f0806' : '#ffffff' },
      // No smaller than a finger can hit: 24 px (WCAG 2.2, target size).
      Switch: { trackHeightSM: 24, trackMinWidthSM: 42, handleSizeSM: 20 },
      Table: { cellPaddingBlock: 12 },
      Form: { itemMarginBottom: 18 },
    },
  };
}
