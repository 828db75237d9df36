import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';

/** What to colour, by element and flow id. */
export interface Marks {
  readonly active: readonly string[];
  readonly visited: readonly string[];
  readonly taken: readonly string[];
  readonly incidents: readonly string[];
}

export interface DiagramView {
  readonly mark: (marks: Marks) => void;
  readonly zoomBy: (factor: number, at?: { readonly x: number; readonly y: number }) => void;
  readonly moveBy: (dx: number, dy: number) => void;
  readonly fit: () => void;
  /** Brings where the instance stands into view, large enough to read. */
  readonly showStand: () => void;
  readonly close: () => void;
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  zoom(level?: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  scroll(by: { dx: number; dy: number }): void;
  viewbox(box?: Box): { readonly inner: Box };
  getSize(): { readonly width: number; readonly height: number };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Overlays {
  add(id: string, kind: string, overlay: { position: { top: number; left: number }; html: HTMLElement; scale: { min: number } }): string;
  remove(filter: { type: string }): void;
}

interface Registry {
  get(id: string): Partial<Box> | undefined;
}

const SMALLEST = 0.15;
const LARGEST = 3;
/** Below this zoom a diagram's texts can't be read, so it opens where the instance stands instead of showing all of it. */
const READABLE = 0.6;
const COMFORTABLE = 0.85;
/** What the instance has not reached steps back behind what it has. */
const PALE = '#7d8b99';
const EDGE = 24;
const BADGE = 'stands';

export interface Words {
  readonly label: string;
  readonly active: string;
  readonly incident: string;
}

/** Shows a diagram in a container; the caller closes it. */
export async function openDiagram(container: HTMLElement, xml: string, words: Words): Promise<DiagramView> {
  // The wheel scrolls the page: a diagram that swallows it traps whoever reads on.
  const viewer = new NavigatedViewer({ container, zoomScroll: { enabled: false }, bpmnRenderer: { defaultStrokeColor: PALE, defaultLabelColor: '#1f2933' } });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  const overlays = viewer.get<Overlays>('overlays');
  container.querySelector('.djs-container > svg')?.setAttribute('aria-label', words.label);
  let marked: (readonly [string, string])[] = [];
  let stand: string | undefined;
  let opening = true;
  const fit = (): void => void canvas.zoom('fit-viewport', 'auto');
  const showStand = (): void => {
    const element = stand === undefined ? undefined : registry.get(stand);
    if (element === undefined) return fit();
    canvas.viewbox(around(element, canvas.getSize(), canvas.viewbox().inner));
  };
  fit();
  return {
    fit,
    showStand,
    mark: ({ active, visited, taken, incidents }) => {
      marked.forEach(([id, marker]) => canvas.removeMarker(id, marker));
      overlays.remove({ type: BADGE });
      const isDrawn = (id: string): boolean => registry.get(id) !== undefined;
      const wanted = [...visited.map((id) => [id, 'is-visited'] as const), ...taken.map((id) => [id, 'is-taken'] as const), ...active.map((id) => [id, 'is-active'] as const), ...incidents.map((id) => [id, 'is-incident'] as const)];
      marked = wanted.filter(([id]) => isDrawn(id));
      marked.forEach(([id, marker]) => canvas.addMarker(id, marker));
      incidents.filter(isDrawn).forEach((id) => overlays.add(id, BADGE, badge(words.incident, 'badge-incident')));
      active.filter((id) => isDrawn(id) && !incidents.includes(id)).forEach((id) => overlays.add(id, BADGE, badge(words.active, 'badge-active')));
      stand = [...incidents, ...active].find(isDrawn);
      // Only when it opens: news must not pull away what somebody looks at.
      if (opening && stand !== undefined && canvas.zoom() < READABLE) showStand();
      opening = false;
    },
    zoomBy: (factor, at) => void canvas.zoom(Math.min(LARGEST, Math.max(SMALLEST, canvas.zoom() * factor)), at ?? 'auto'),
    moveBy: (dx, dy) => canvas.scroll({ dx, dy }),
    close: () => viewer.destroy(),
  };
}

/** The part of the diagram around an element that a container of this size shows well; not what lies beyond the diagram's edges. */
function around({ x = 0, y = 0, width = 0, height = 0 }: Partial<Box>, size: { readonly width: number; readonly height: number }, drawn: Box): Box {
  const seen = { width: size.width / COMFORTABLE, height: size.height / COMFORTABLE };
  return { x: within(x + width / 2 - seen.width / 2, drawn.x, drawn.x + drawn.width - seen.width), y: within(y + height / 2 - seen.height / 2, drawn.y, drawn.y + drawn.height - seen.height), ...seen };
}

/** A little air stays at the edges; a diagram smaller than its container starts at its own. */
function within(at: number, first: number, last: number): number {
  return Math.max(first - EDGE, Math.min(at, last + EDGE));
}

/** Says in words what the colour says. */
function badge(text: string, className: string): { position: { top: number; left: number }; html: HTMLElement; scale: { min: number } } {
  const html = document.createElement('span');
  html.className = `diagram-badge ${className}`;
  html.textContent = text;
  return { position: { top: -13, left: 8 }, html, scale: { min: 0.8 } };
}
