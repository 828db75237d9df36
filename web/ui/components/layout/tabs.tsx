import type { KeyboardEvent, ReactNode } from 'react';

interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: ReactNode;
}

interface Props<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly className?: string;
}

/** Tabs; the arrow keys move between them. The panel is the caller's: `id` is the tab's name with `-panel`. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, className }: Props<Name>) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(tabs.findIndex(({ name }) => name === chosen) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    onChoose(next.name);
    document.getElementById(`${next.name}-tab`)?.focus();
  };
  return (
    <div className={className === undefined ? 'tabs' : `tabs ${className}`} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ name, label: text }) => (
        <button key={name} id={`${name}-tab`} type="button" role="tab" className="tab" aria-selected={name === chosen} aria-controls={`${name}-panel`} tabIndex={name === chosen ? 0 : -1} onClick={() => onChoose(name)}>{text}</button>
      ))}
    </div>
  );
}
