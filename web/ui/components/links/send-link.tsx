import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../language/language';
import { texts } from './texts';

const LinkDialog = lazy(() => import('./link-dialog').then(({ LinkDialog: component }) => ({ default: component })));

interface Props {
  /** Where the links of this form are: `/api/tasks/<id>/links` or `/api/processes/<id>/links`. */
  readonly path: string;
  /** Sent along when one is made. */
  readonly also?: Readonly<Record<string, string>>;
}

/** 发送链接: makes links by which somebody without an account fills in this form, and shows what became of them. */
export function SendLink({ path, also = {} }: Props) {
  const say = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say.send}</Button>
      {isOpen ? <Suspense fallback={null}><LinkDialog path={path} also={also} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}
