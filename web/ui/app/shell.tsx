import { Suspense, useEffect, useRef, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useSession } from '../components/api/session';
import { useTexts } from '../components/language/language';
import { Icon } from '../components/layout/icon';
import { Waiting } from '../components/layout/waiting';
import { AccountMenu } from './account-menu';
import { Bell } from './bell';
import { ErrorBoundary } from './error-boundary';
import { useLiveUpdates } from './live';
import { MoreDrawer } from './more-drawer';
import { entriesFor, texts } from './navigation';
import { Pages } from './pages';

/** How many places fit beside “more” at the bottom of a phone. */
const ON_PHONE = 4;

/** The frame of every page: navigation at the side, on a phone at the bottom; account and notifications above. */
export function Shell() {
  const say = useTexts(texts);
  const session = useSession();
  const entries = entriesFor(session);
  const [more, setMore] = useState(false);
  useLiveUpdates();
  const main = useFocusOnNavigation();
  return (
    <div className="shell">
      <a className="skip" href="#content">{say.skip}</a>
      <nav className="side" aria-label={say.navigation}>
        <Brand />
        <ul>
          {entries.map(({ place, path, icon }) => (
            <li key={place}><NavLink to={path} end={path === '/'} className="side-link"><Icon name={icon} size={20} />{say[place]}</NavLink></li>
          ))}
        </ul>
        {session.sample ? <p className="side-sample">{say.sample}</p> : null}
      </nav>
      <header className="top">
        <Brand />
        <div className="top-tools">
          <Bell />
          <AccountMenu />
        </div>
      </header>
      <main id="content" className="main" tabIndex={-1} ref={main}>
        <ErrorBoundary key={useLocation().pathname}>
          <Suspense fallback={<Waiting />}><Pages /></Suspense>
        </ErrorBoundary>
      </main>
      <nav className="bottom" aria-label={say.navigation}>
        {entries.slice(0, ON_PHONE).map(({ place, path, icon }) => (
          <NavLink key={place} to={path} end={path === '/'} className="bottom-link"><Icon name={icon} size={22} />{say[place]}</NavLink>
        ))}
        <button type="button" className="bottom-link" aria-haspopup="dialog" onClick={() => setMore(true)}><Icon name="menu" size={22} />{say.more}</button>
      </nav>
      {more ? <MoreDrawer entries={entries.slice(ON_PHONE)} onClose={() => setMore(false)} /> : null}
    </div>
  );
}

function Brand() {
  const say = useTexts(texts);
  const { district } = useSession();
  return (
    <NavLink to="/" className="brand" end>
      <img src="/icon.svg" alt="" width={30} height={30} />
      <span><b>{say.product}</b><small>{district}</small></span>
    </NavLink>
  );
}

/** A new page begins at its top, for eyes and for screen readers. */
function useFocusOnNavigation() {
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
