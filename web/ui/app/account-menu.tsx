import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Session } from '../../api/contract';
import { request } from '../components/api/request';
import { SESSION, useAdoptSession, useSession } from '../components/api/session';
import { useLanguage, useSay, useTexts, type Locale } from '../components/language/language';
import { Icon } from '../components/layout/icon';
import { Menu } from '../components/layout/menu';
import { useToasts } from '../components/layout/toasts';
import { texts } from './navigation';

/** Who is signed in, with which posts; the language, the password and the way out. */
export function AccountMenu() {
  const say = useTexts(texts);
  const local = useSay();
  const { person, posts, standsInFor } = useSession();
  const switchLanguage = useSwitchLanguage();
  const signOut = useSignOut();
  return (
    <Menu name={`${say.account} ${person.name}`} className="account" label={<><span className="avatar" aria-hidden="true">{person.name.slice(0, 1)}</span><span className="account-name">{person.name}</span><Icon name="down" size={16} /></>}>
      {(close) => (
        <>
          <div className="menu-about">
            <b>{person.name}</b>
            {posts.map((post) => <span key={`${post.role} ${post.branch.id}`}>{local(post.roleName)}<small>{post.branch.name}</small></span>)}
            {standsInFor.map((absent) => <span key={absent.person.id}>{say.standsIn(absent.person.name, absent.until)}</span>)}
          </div>
          <Link className="menu-item" to="/account/notifications" onClick={close}><Icon name="bell" />{say.reaching}</Link>
          <button type="button" className="menu-item" onClick={() => switchLanguage(close)}><Icon name="language" />{say.language}</button>
          <Link className="menu-item" to="/account" onClick={close}><Icon name="person" />{say.changePassword}</Link>
          <button type="button" className="menu-item" onClick={signOut}><Icon name="out" />{say.signOut}</button>
        </>
      )}
    </Menu>
  );
}

/** Changes the language here and, for next time, at the server; texts that the server chose are loaded again. */
export function useSwitchLanguage(): (then: () => void) => void {
  const client = useQueryClient();
  const { locale, change } = useLanguage();
  const toasts = useToasts();
  const { mutate } = useMutation({
    mutationFn: (next: Locale) => request<Session>('/api/session', { method: 'PATCH', body: { locale: next } }),
    onSuccess: (session) => {
      client.setQueryData(SESSION, session);
      change(session.person.locale);
      return client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
    onError: (error) => toasts.failed(error),
  });
  return (then) => {
    mutate(locale === 'zh' ? 'en' : 'zh');
    then();
  };
}

function useSignOut(): () => void {
  const adopt = useAdoptSession();
  const toasts = useToasts();
  const { mutate } = useMutation({
    mutationFn: () => request<undefined>('/api/session', { method: 'DELETE' }),
    onSuccess: () => adopt(null),
    onError: (error) => toasts.failed(error),
  });
  return () => mutate();
}
