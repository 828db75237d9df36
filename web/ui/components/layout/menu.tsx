import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

interface Props {
  readonly label: ReactNode;
  readonly name: string;
  readonly className?: string;
  readonly children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel below itself; closes on Escape, on a click elsewhere, and when the focus leaves. */
export function Menu({ label, name, className = 'icon-button', children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return undefined;
    const onPress = (event: PointerEvent): void => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open]);
  return (
    <div
      className="menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && root.current?.contains(event.relatedTarget) !== true) setOpen(false);
      }}
    >
      <button ref={button} type="button" className={className} aria-label={name} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{label}</button>
      {open ? <div className="menu-panel" id={id}>{children(() => setOpen(false))}</div> : null}
    </div>
  );
}
