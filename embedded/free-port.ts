import { createServer } from 'node:net';

function canListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

/** `wanted` when nothing listens there on 127.0.0.1, else any free port after telling `onTaken`. 0 asks for any. */
export async function freePort(wanted: number, onTaken?: (port: number, instead: number) => void): Promise<number> {
  const port = (await canListen(wanted)) ?? (await canListen(0));
  if (port === undefined) throw new Error('No port is free on 127.0.0.1');
  if (wanted !== 0 && port !== wanted) onTaken?.(wanted, port);
  return port;
}
