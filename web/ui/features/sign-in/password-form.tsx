import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Session } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request } from '../../components/api/request';
import { useSay, useTexts } from '../../components/language/language';
import { texts } from './texts';

interface Props {
  readonly submitLabel: string;
  readonly onChanged: (session: Session) => void;
}

/** Asks for the current password and, twice, for the next. */
export function PasswordForm({ submitLabel, onChanged }: Props) {
  const say = useTexts(texts);
  const local = useSay();
  const [values, setValues] = useState({ current: '', next: '', again: '' });
  const [differs, setDiffers] = useState(false);
  const change = useMutation({
    mutationFn: () => request<Session>('/api/session/password', { method: 'POST', body: { current: values.current, next: values.next } }),
    onSuccess: (session) => {
      setValues({ current: '', next: '', again: '' });
      onChanged(session);
    },
  });
  const submit = (): void => {
    const same = values.next === values.again;
    setDiffers(!same);
    if (same) change.mutate();
  };
  const problem = differs ? say.differs : change.error === null ? undefined : local(problemText(change.error));
  const field = (name: keyof typeof values, autoComplete: string) => (
    <div className="field">
      <label className="field-label" htmlFor={name}>{say[name]}</label>
      <Input id={name} type="password" size="large" required autoComplete={autoComplete} value={values[name]} onChange={({ target }) => setValues({ ...values, [name]: target.value })} aria-describedby={name === 'next' ? 'password-rule' : undefined} />
      {name === 'next' ? <p className="field-hint" id="password-rule">{say.rule}</p> : null}
    </div>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {field('current', 'current-password')}
      {field('next', 'new-password')}
      {field('again', 'new-password')}
      {problem === undefined ? null : <p className="field-error" role="alert">{problem}</p>}
      <Button type="primary" size="large" htmlType="submit" loading={change.isPending}>{submitLabel}</Button>
    </form>
  );
}
