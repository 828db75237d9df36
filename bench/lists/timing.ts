export interface Timing {
  readonly what: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly bytes: number;
}

/** Asks so many times, one after the other, each time for another page or filter; the first two answers warm up. */
export async function timed(what: string, times: number, ask: (time: number) => Promise<Response>): Promise<Timing> {
  const took: number[] = [];
  let bytes = 0;
  for (let time = 0; time < times + 2; time += 1) {
    const begin = performance.now();
    const response = await ask(time);
    const body = await response.arrayBuffer();
    if (!response.ok) throw new Error(`${what}: ${response.status} ${Buffer.from(body).toString().slice(0, 300)}`);
    if (time < 2) continue;
    took.push(performance.now() - begin);
    bytes = Math.max(bytes, body.byteLength);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0;
  return { what, p50Ms: at(0.5), p95Ms: at(0.95), bytes };
}
