import type { DiagramView } from './open-diagram';

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Moves a diagram with one finger and zooms it with two; the mouse and the wheel are the viewer's own. */
export function followFingers(container: HTMLElement, view: DiagramView): () => void {
  const fingers = new Map<number, Finger>();
  const down = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const up = (event: PointerEvent): void => void fingers.delete(event.pointerId);
  const move = (event: PointerEvent): void => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) view.moveBy(now.x - before.x, now.y - before.y);
    else {
      const { left, top } = container.getBoundingClientRect();
      view.zoomBy(distance(now, other) / Math.max(1, distance(before, other)), { x: (now.x + other.x) / 2 - left, y: (now.y + other.y) / 2 - top });
    }
    fingers.set(event.pointerId, now);
  };
  container.addEventListener('pointerdown', down);
  container.addEventListener('pointermove', move);
  const ends = ['pointerup', 'pointercancel', 'pointerleave'] as const;
  ends.forEach((name) => container.addEventListener(name, up));
  return () => {
    container.removeEventListener('pointerdown', down);
    container.removeEventListener('pointermove', move);
    ends.forEach((name) => container.removeEventListener(name, up));
  };
}

function distance(a: Finger, b: Finger): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
