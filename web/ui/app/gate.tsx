import { lazy, Suspense, useEffect } from 'react';
import { useSessionQuery } from '../components/api/session';
import { useLanguage } from '../components/language/language';
import { Failed, Waiting } from '../components/layout/waiting';
import { Shell } from './shell';

const SignInPage = lazy(() => import('../features/sign-in/sign-in-page').then(({ SignInPage: component }) => ({ default: component })));
const FirstPasswordPage = lazy(() => import('../features/sign-in/first-password-page').then(({ FirstPasswordPage: component }) => ({ default: component })));

/** Lets in whoever is signed in and has a password of their own; everybody else gets there first. */
export function Gate() {
  const session = useSessionQuery();
  const { change } = useLanguage();
  const locale = session.data?.person.locale;
  useEffect(() => {
    if (locale !== undefined) change(locale);
  }, [locale, change]);
  if (session.data === undefined) return session.error === null ? <Waiting /> : <div className="page"><Failed error={session.error} again={() => void session.refetch()} /></div>;
  return <Suspense fallback={<Waiting />}>{session.data === null ? <SignInPage /> : session.data.mustChangePassword ? <FirstPasswordPage /> : <Shell />}</Suspense>;
}
