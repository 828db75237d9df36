import { Component, type ReactNode } from 'react';
import { Button } from 'antd';
import { bilingual, useTexts } from '../components/language/language';

const texts = bilingual(
  { title: '这个页面出错了', body: '您填写的内容已按草稿保存。请刷新页面；仍不行请联系管理员。', reload: '刷新页面', home: '回到工作台' },
  { title: 'This page ran into an error', body: 'What you typed is kept as a draft. Reload the page; if that does not help, tell your administrator.', reload: 'Reload', home: 'Go to the home page' },
);

interface State {
  readonly failed: boolean;
}

/** Shows what to do when a part of the page throws, instead of an empty screen. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const say = useTexts(texts);
  return (
    <div className="page broken" role="alert">
      <h1>{say.title}</h1>
      <p>{say.body}</p>
      <p className="button-row">
        <Button type="primary" onClick={() => location.reload()}>{say.reload}</Button>
        <Button href="/">{say.home}</Button>
      </p>
    </div>
  );
}
