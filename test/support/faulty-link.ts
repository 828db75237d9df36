import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP link to a server that can be cut and mended. */
export interface FaultyLink {
  readonly port: number;
  /** Drops every connection and takes no new one. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function linkTo(host: string, port: number): Promise<FaultyLink> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = createConnection({ host, port });
    for (const [one, other] of [[near, far], [far, near]] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = (on: number): Promise<void> => new Promise((resolve, reject) => server.once('error', reject).listen(on, '127.0.0.1', resolve));
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const cut = (): Promise<void> =>
    new Promise((resolve) => {
      if (!server.listening) resolve();
      else server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { port: own, cut, mend: () => listen(own), close: cut };
}
