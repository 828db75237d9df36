import type { DiagramView } from './open-diagram';

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** How far one press of an arrow key goes. */
const STEP = 60;

/** Moves a diagram with one finger and zooms it with two, or with the keys and with the wheel while Ctrl is held; dragging with the mouse is the viewer's own. */
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
  const key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !actOn(event.key, view)) return;
    event.preventDefault();
  };
  const wheel = (event: WheelEvent): void => {
    // Two fingers on a trackpad arrive as a wheel with Ctrl.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = container.getBoundingClientRect();
    view.zoomBy(Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) / 300), { x: event.clientX - left, y: event.clientY - top });
  };
  container.addEventListener('keydown', key);
  container.addEventListener('wheel', wheel, { passive: false });
  container.addEventListener('pointerdown', down);
  container.addEventListener('pointermove', move);
  const ends = ['pointerup', 'pointercancel', 'pointerleave'] as const;
  ends.forEach((name) => container.addEventListener(name, up));
  return () => {
    container.removeEventListener('keydown', key);
    container.removeEventListener('wheel', wheel);
    container.removeEventListener('pointerdown', down);
    container.removeEventListener('pointermove', move);
    ends.forEach((name) => container.removeEventListener(name, up));
  };
}

/** Answers whether the key is one of the diagram's. */
function actOn(key: string, view: DiagramView): boolean {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => view.moveBy(STEP, 0), ArrowRight: () => view.moveBy(-STEP, 0), ArrowUp: () => view.moveBy(0, STEP), ArrowDown: () => view.moveBy(0, -STEP),
    '+': () => view.zoomBy(1.25), '=': () => view.zoomBy(1.25), '-': () => view.zoomBy(1 / 1.25), 0: view.fit,
  };
  const act = actions[key];
  act?.();
  return act !== undefined;
}

function distance(a: Finger, b: Finger): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
