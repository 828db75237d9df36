import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { Session, SignInOptions } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request } from '../../components/api/request';
import { useAdoptSession } from '../../components/api/session';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { Icon } from '../../components/layout/icon';
import { SampleAccounts } from './sample-accounts';
import { texts } from './texts';

interface Credentials {
  readonly login: string;
  readonly password: string;
}

/** Where everybody begins. */
export function SignInPage() {
  const say = useTexts(texts);
  const local = useSay();
  const { locale, change } = useLanguage();
  const adopt = useAdoptSession();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const options = useQuery({ queryKey: ['sign-in-options'], queryFn: () => request<SignInOptions>('/api/session/options'), staleTime: Infinity, retry: false });
  const signIn = useMutation({
    mutationFn: (body: Credentials) => request<Session>('/api/session', { method: 'POST', body }),
    onSuccess: adopt,
  });
  useEffect(() => {
    document.title = `${say.signIn} · ${say.product}`;
  }, [say]);
  const submit = (): void => {
    const complete = login.trim() !== '' && password !== '';
    setEmpty(!complete);
    if (complete) signIn.mutate({ login: login.trim(), password });
  };
  const problem = empty ? say.empty : signIn.error === null ? undefined : local(problemText(signIn.error));
  return (
    <div className="sign-in">
      <header className="sign-in-head">
        <span className="brand"><img src="/icon.svg" alt="" width={36} height={36} /><span><b>{say.product}</b><small>{options.data?.district}</small></span></span>
        <button type="button" className="link" onClick={() => change(locale === 'zh' ? 'en' : 'zh')}><Icon name="language" /> {say.language}</button>
      </header>
      <main className="sign-in-main">
        <form
          className="sheet sign-in-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <h1>{say.signIn}</h1>
          <div className="field">
            <label className="field-label" htmlFor="login">{say.login}</label>
            <Input id="login" size="large" autoComplete="username" autoFocus value={login} onChange={({ target }) => setLogin(target.value)} />
          </div>
          <div className="field">
            <label className="field-label" htmlFor="password">{say.password}</label>
            <Input id="password" size="large" type="password" autoComplete="current-password" value={password} onChange={({ target }) => setPassword(target.value)} aria-describedby={problem === undefined ? undefined : 'sign-in-problem'} />
          </div>
          {problem === undefined ? null : <p className="field-error" id="sign-in-problem" role="alert">{problem}</p>}
          <Button type="primary" size="large" htmlType="submit" block loading={signIn.isPending}>{signIn.isPending ? say.submitting : say.submit}</Button>
          <p className="quiet sign-in-note">{say.forgotten}</p>
        </form>
        {options.data?.sample === true && options.data.accounts.length > 0 ? (
          <SampleAccounts accounts={options.data.accounts} busy={signIn.isPending} onPick={(account) => signIn.mutate({ login: account.login, password: account.password })} />
        ) : null}
      </main>
    </div>
  );
}
