import { useId, type ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A titled part of a page on its own sheet. */
export function Section({ title, note, actions, children, className }: Props) {
  const id = useId();
  return (
    <section className={className === undefined ? 'sheet' : `sheet ${className}`} aria-labelledby={id}>
      <header className="sheet-head">
        <h2 id={id}>{title}</h2>
        {note === undefined ? null : <span className="quiet">{note}</span>}
        {actions === undefined ? null : <div className="sheet-actions">{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** What stands where a list is empty: that it is, and what to do next. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  );
}
