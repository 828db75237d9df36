import { useEffect, useMemo, useState } from 'react';
import type { Draft } from '../../../api/contract';
import { request, RequestRefused } from '../api/request';
import { DraftSaver, type DraftState } from './draft-saver';

/** Refusals that trying again can't change. */
function isFinal(error: unknown): boolean {
  return error instanceof RequestRefused && error.status >= 400 && error.status < 500 && error.status !== 429;
}

export interface DraftInPage extends DraftState {
  readonly saver: DraftSaver;
}

/** Holds what is typed on a page, saves it at `path`, and takes over what others saved when `draft` is loaded anew. */
export function useDraft(path: string, draft: Draft): DraftInPage {
  const [saver] = useState(() => new Holder(path, draft));
  const [state, setState] = useState<DraftState>(saver.saver.current);
  useEffect(() => saver.listen(setState), [saver]);
  useEffect(() => saver.saver.merge(draft), [saver, draft]);
  useEffect(() => keepOnLeaving(saver.saver), [saver]);
  return useMemo(() => ({ ...state, saver: saver.saver }), [state, saver]);
}

class Holder {
  readonly saver: DraftSaver;
  private listener: (state: DraftState) => void = () => undefined;

  constructor(path: string, draft: Draft) {
    this.saver = new DraftSaver(draft, (body, leaving) => request<Draft>(path, { method: 'PUT', body, keepalive: leaving }), isFinal, (state) => this.listener(state));
  }

  listen(listener: (state: DraftState) => void): () => void {
    this.listener = listener;
    listener(this.saver.current);
    return () => {
      this.listener = () => undefined;
    };
  }
}

/** Saves when the page is hidden or left; the browser asks before closing only while something could be lost. */
function keepOnLeaving(saver: DraftSaver): () => void {
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') void saver.flush(true);
  };
  const onUnload = (event: BeforeUnloadEvent): void => {
    if (!saver.isBehind) return;
    void saver.flush(true);
    if (saver.current.status === 'retrying') event.preventDefault();
  };
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('beforeunload', onUnload);
  return () => {
    document.removeEventListener('visibilitychange', onHide);
    window.removeEventListener('beforeunload', onUnload);
    void saver.flush(true);
  };
}
