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
  readonly close: () => void;
}

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  zoom(level?: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  scroll(by: { dx: number; dy: number }): void;
  viewbox(): { readonly inner: { readonly width: number; readonly height: number }; readonly outer: { readonly width: number; readonly height: number } };
  scrollToElement(id: string, padding?: number): void;
}

interface Registry {
  get(id: string): unknown;
}

const SMALLEST = 0.15;
const LARGEST = 3;
/** Below this zoom a diagram's texts can't be read, so a narrow screen shows where the instance stands instead of all of it. */
const READABLE = 0.5;

/** Shows a diagram in a container; the caller closes it. */
export async function openDiagram(container: HTMLElement, xml: string): Promise<DiagramView> {
  const viewer = new NavigatedViewer({ container });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');
  let marked: (readonly [string, string])[] = [];
  const fit = (): void => void canvas.zoom('fit-viewport', 'auto');
  fit();
  return {
    fit,
    mark: ({ active, visited, taken, incidents }) => {
      marked.forEach(([id, marker]) => canvas.removeMarker(id, marker));
      const wanted = [...visited.map((id) => [id, 'is-visited'] as const), ...taken.map((id) => [id, 'is-taken'] as const), ...active.map((id) => [id, 'is-active'] as const), ...incidents.map((id) => [id, 'is-incident'] as const)];
      marked = wanted.filter(([id]) => registry.get(id) !== undefined);
      marked.forEach(([id, marker]) => canvas.addMarker(id, marker));
      const stands = [...incidents, ...active].find((id) => registry.get(id) !== undefined);
      if (stands !== undefined && canvas.zoom() < READABLE) {
        canvas.zoom(READABLE);
        canvas.scrollToElement(stands, 60);
      }
    },
    zoomBy: (factor, at) => void canvas.zoom(Math.min(LARGEST, Math.max(SMALLEST, canvas.zoom() * factor)), at ?? 'auto'),
    moveBy: (dx, dy) => canvas.scroll({ dx, dy }),
    close: () => viewer.destroy(),
  };
}
