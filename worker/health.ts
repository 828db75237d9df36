import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers `GET /health`: 200 while the worker polls and MongoDB is connected, else 503, with both states. */
export async function startHealth(where: { readonly host: string; readonly healthPort: number | undefined }, look: () => { readonly worker: string; readonly mongodb: string }): Promise<Health | undefined> {
  if (where.healthPort === undefined) return undefined;
  const server = createServer((request, response) => {
    if (request.url !== '/health') {
      response.writeHead(404).end();
      return;
    }
    const state = look();
    const isWell = state.worker === 'RUNNING' && state.mongodb === 'connected';
    response.writeHead(isWell ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(state));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(where.healthPort, where.host, resolve);
  });
  return {
    // A listening TCP server has an address with a port.
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
