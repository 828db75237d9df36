import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { LocalText } from '../../../../workflows/engine/plan';

export type Locale = 'zh' | 'en';

/** Texts of one part of the portal in both languages; the English must have the shape of the Chinese. */
export interface Bilingual<Texts> {
  readonly zh: Texts;
  readonly en: Texts;
}

export function bilingual<Texts>(zh: Texts, en: NoInfer<Texts>): Bilingual<Texts> {
  return { zh, en };
}

interface Language {
  readonly locale: Locale;
  readonly change: (locale: Locale) => void;
}

const REMEMBERED = 'boai.locale';

const LanguageContext = createContext<Language>({ locale: 'zh', change: () => undefined });

/** Holds the language of everything inside, and remembers it on this device until somebody signs in. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(() => (localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh'));
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en';
  }, [locale]);
  const change = useCallback((next: Locale) => {
    localStorage.setItem(REMEMBERED, next);
    setLocale(next);
  }, []);
  const language = useMemo(() => ({ locale, change }), [locale, change]);
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useTexts<Texts>(texts: Bilingual<Texts>): Texts {
  return texts[useContext(LanguageContext).locale];
}

/** Reads a text that came from the server in the language of the page; Chinese where there is no English. */
export function useSay(): (text: LocalText | undefined) => string {
  const { locale } = useContext(LanguageContext);
  return useCallback((text) => (text === undefined ? '' : sayIn(locale, text)), [locale]);
}

export function sayIn(locale: Locale, text: LocalText): string {
  return locale === 'en' && text.en !== undefined && text.en !== '' ? text.en : text.zh;
}
