import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { SESSION, useSession } from '../../components/api/session';
import { rememberCsrfToken } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { Page } from '../../components/layout/page';
import { Section } from '../../components/layout/section';
import { useToasts } from '../../components/layout/toasts';
import { PasswordForm } from './password-form';
import { texts } from './texts';

/** My own account: which posts I hold, and my password. */
export function AccountPage() {
  const say = useTexts(texts);
  const local = useSay();
  const session = useSession();
  const client = useQueryClient();
  const toasts = useToasts();
  return (
    <Page title={say.account} below={`${session.person.name} · ${session.person.login}`}>
      <Section title={say.posts}>
        <ul className="plain-list">
          {session.posts.map((post) => <li key={`${post.role} ${post.branch.id}`}><b>{local(post.roleName)}</b> <span className="quiet">{post.branch.name}</span></li>)}
        </ul>
      </Section>
      <Section title={say.reaching}><p>{say.reachingNote}</p><p><Link to="/account/notifications">{say.reaching}</Link></p></Section>
      <Section title={say.change} className="narrow">
        <PasswordForm
          submitLabel={say.saveOnly}
          onChanged={(next) => {
            rememberCsrfToken(next.csrfToken);
            client.setQueryData(SESSION, next);
            toasts.done(say.saved);
          }}
        />
      </Section>
    </Page>
  );
}
