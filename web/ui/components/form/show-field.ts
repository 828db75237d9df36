import { fieldId, stepsOf } from './form-validator';

/** Brings a field into view and puts the focus on its first control. */
export function showField(pointer: string): void {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length > 0; length -= 1) {
    const id = fieldId(`/${steps.slice(0, length).join('/')}`);
    const field = window.document.querySelector<HTMLElement>(`[data-field="${CSS.escape(id)}"]`) ?? window.document.getElementById(id);
    if (field === null) continue;
    for (let fold = field.closest('details'); fold !== null; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
    field.scrollIntoView({ block: 'center' });
    field.querySelector<HTMLElement>('input:not([hidden]), textarea, button, [tabindex]')?.focus({ preventScroll: true });
    return;
  }
}
