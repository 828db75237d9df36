import { ConfigProvider, type ConfigProviderProps } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useState, type ReactNode } from 'react';
import { useLanguage } from '../components/language/language';

type AntdLocale = NonNullable<ConfigProviderProps['locale']>;

/** Red Cross red is for the one main action of a page and for what is late; controls are blue, or a focused field would look wrong. */
const THEME: NonNullable<ConfigProviderProps['theme']> = {
  token: {
    colorPrimary: '#2b5f8f',
    colorInfo: '#2b5f8f',
    colorError: '#b3261e',
    colorText: '#1f2933',
    colorTextPlaceholder: '#6b7785',
    colorBorder: '#b9c2cc',
    borderRadius: 6,
    fontSize: 15,
    controlHeight: 38,
    fontFamily: 'system-ui, -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: { Button: { colorPrimary: '#c8102e', algorithm: true, primaryShadow: 'none', defaultShadow: 'none' } },
};

const NONCE = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** Colours, fonts and component texts of antd, in the page's language; its styles carry the page's nonce. */
export function PortalTheme({ children }: { readonly children: ReactNode }) {
  const { locale } = useLanguage();
  const [english, setEnglish] = useState<AntdLocale>();
  useEffect(() => {
    if (locale === 'en') void import('antd/locale/en_US').then((module) => setEnglish(module.default));
  }, [locale]);
  return (
    <ConfigProvider csp={{ nonce: NONCE }} locale={locale === 'en' ? (english ?? zhCN) : zhCN} theme={THEME} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
}
