import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { LinkResult, LinkView } from '../../../api/contract';
import { problemText } from '../../components/api/problem-text';
import { request, RequestRefused } from '../../components/api/request';
import { FileAddress } from '../../components/files/file-link';
import { useLanguage, useSay, useTexts } from '../../components/language/language';
import { Failed, Waiting } from '../../components/layout/waiting';
import { KeptAnswers } from './kept-answers';
import { LinkForm } from './link-form';
import { texts } from './texts';
import './link.css';

/** The page of a link: its form, or why it can't be used. */
export function LinkPage({ token }: { readonly token: string }) {
  const say = useTexts(texts);
  const [result, setResult] = useState<LinkResult>();
  const [over, setOver] = useState<RequestRefused>();
  const view = useQuery({ queryKey: ['link', token], queryFn: () => request<LinkView>(`/api/f/${encodeURIComponent(token)}`), staleTime: Infinity });
  const ended = over ?? (view.error instanceof RequestRefused && [404, 410].includes(view.error.status) ? view.error : undefined);
  useEffect(() => {
    if (ended !== undefined || result !== undefined) new KeptAnswers(token).clear();
  }, [ended, result, token]);
  const frame = (content: ReactNode) => <Frame district={view.data?.district}>{content}</Frame>;
  if (result !== undefined) return frame(<Message good title={say.doneTitle}>{result.visible ? say.doneBody : say.acceptedBody}</Message>);
  if (ended !== undefined) return frame(<Ended error={ended} />);
  if (view.data === undefined) return frame(view.error === null ? <Waiting label={say.opening} /> : <Failed error={view.error} again={() => void view.refetch()} />);
  return frame(
    <FileAddress value={`/api/f/${encodeURIComponent(token)}/files`}>
      <LinkForm token={token} view={view.data} onDone={setResult} onOver={setOver} />
    </FileAddress>,
  );
}

function Frame({ district, children }: { readonly district: string | undefined; readonly children: ReactNode }) {
  const say = useTexts(texts);
  const { locale, change } = useLanguage();
  return (
    <div className="link-page">
      <header className="link-head">
        <img src="/icon.svg" alt="" width={30} height={30} />
        <b>{district ?? ''}</b>
        <Button type="link" onClick={() => change(locale === 'zh' ? 'en' : 'zh')}>{say.language}</Button>
      </header>
      <main className="link-main">{children}</main>
    </div>
  );
}

function Ended({ error }: { readonly error: RequestRefused }) {
  const say = useTexts(texts);
  const local = useSay();
  return <Message title={say.cannot}>{local(problemText(error))}</Message>;
}

function Message({ title, children, good = false }: { readonly title: string; readonly children: ReactNode; readonly good?: boolean }) {
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <section className={good ? 'sheet link-message link-good' : 'sheet link-message'} role={good ? 'status' : 'alert'}>
      <h1>{title}</h1>
      <p>{children}</p>
    </section>
  );
}
