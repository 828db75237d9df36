import { useCallback } from 'react';
import { useLanguage } from './language';

/** What has a title that its process makes: in English too where the process says how. */
export interface Titled {
  readonly title: string;
  readonly titleEn?: string;
}

/** Reads the title of a case in the language of the page. */
export function useTitle(): (titled: Titled) => string {
  const { locale } = useLanguage();
  return useCallback(({ title, titleEn }) => (locale === 'en' ? (titleEn ?? title) : title), [locale]);
}
