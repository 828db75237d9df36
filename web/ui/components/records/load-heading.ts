import { request, segment, withQuery } from '../api/request';

interface Heading {
  readonly id: string;
  readonly heading: string;
}

interface Asked {
  readonly id: string;
  readonly resolve: (heading: string) => void;
  readonly reject: (error: unknown) => void;
}

/** So many ids fit one address. */
const MOST = 50;

const waiting = new Map<string, Asked[]>();

/** What a record is called, masked; the records of one screen are asked for together. */
export function loadHeading(registry: string, id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = waiting.get(registry);
    if (asked !== undefined && asked.length < MOST) {
      asked.push({ id, resolve, reject });
      return;
    }
    waiting.set(registry, [{ id, resolve, reject }]);
    const batch = waiting.get(registry) ?? [];
    setTimeout(() => void send(registry, batch), 0);
  });
}

async function send(registry: string, batch: Asked[]): Promise<void> {
  if (waiting.get(registry) === batch) waiting.delete(registry);
  try {
    const ids = [...new Set(batch.map(({ id }) => id))];
    const found = await request<readonly Heading[]>(withQuery(`/api/registries/${segment(registry)}/headings`, { ids: ids.join(',') }));
    const headings = new Map(found.map(({ id, heading }) => [id, heading]));
    batch.forEach(({ id, resolve }) => resolve(headings.get(id) ?? ''));
  } catch (error) {
    batch.forEach(({ reject }) => reject(error));
  }
}
