import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { bilingual, useTexts } from '../language/language';
import { Icon } from './icon';

const texts = bilingual({ close: '关闭' }, { close: 'Close' });

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the bottom, the main one last. */
  readonly foot?: ReactNode;
  /** A sheet that comes in from the side (from below on a phone). */
  readonly aside?: boolean;
}

/** A modal dialog: the browser's own, which keeps the focus inside and closes on Escape, an open list in it first. Shown as long as it is mounted. */
export function Dialog({ title, onClose, children, foot, aside = false }: Props) {
  const say = useTexts(texts);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={aside ? 'dialog dialog-aside' : 'dialog'}
      aria-labelledby={id}
      onKeyDownCapture={leaveEscapeToLists}
      onCancel={(event) => {
        // A file chooser that is left without a choice says so too.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // A browser that is asked again and again closes without asking.
        if (event.target === dialog.current) onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon-button" aria-label={say.close} onClick={onClose}><Icon name="close" /></button>
        </header>
        <div className="dialog-content">{children}</div>
        {foot === undefined ? null : <footer className="dialog-foot">{foot}</footer>}
      </div>
    </dialog>
  );
}

/** Escape is the open list's: it closes by the key itself, and the browser is kept from closing the dialog too. */
function leaveEscapeToLists(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key === 'Escape' && event.currentTarget.querySelector('[aria-expanded="true"][role="combobox"], [role="combobox"] [aria-expanded="true"]') !== null) event.preventDefault();
}
