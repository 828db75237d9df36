import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends ParsedMail {
  readonly recipients: readonly string[];
  readonly raw: string;
}

/** A real SMTP server that can be away, and that remembers what it took. */
export interface MailGateway {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

export interface MailGatewayOptions {
  /** Answers the refusal of an address, as a code and text. */
  readonly refuse?: (address: string) => { readonly code: number; readonly text: string } | undefined;
  /** How long it thinks before it takes a message. */
  readonly takesMs?: number;
}

export async function startMailGateway({ refuse, takesMs = 0 }: MailGatewayOptions = {}): Promise<MailGateway> {
  const mails: ReceivedMail[] = [];
  let server = serverOf();
  await listen(server, 0);
  const { port } = server.server.address() as AddressInfo;

  function serverOf(): SMTPServer {
    return new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true, logger: false,
      onRcptTo: ({ address }, _session, callback) => {
        const refusal = refuse?.(address);
        callback(refusal === undefined ? null : Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks);
          void simpleParser(raw).then((mail) => {
            mails.push({ ...mail, raw: raw.toString(), recipients: session.envelope.rcptTo.map(({ address }) => address) });
            setTimeout(() => callback(), takesMs);
          });
        });
      },
    });
  }

  const goAway = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    goAway,
    comeBack: async () => {
      server = serverOf();
      await listen(server, port);
    },
    close: goAway,
  };
}

function listen(server: SMTPServer, port: number): Promise<void> {
  server.on('error', () => undefined);
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

export interface ReceivedCall {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A real HTTP server that remembers what it was sent; `answer` says what it replies to a path. */
export interface HttpReceiver {
  readonly host: string;
  readonly calls: readonly ReceivedCall[];
  answer: (path: string) => { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };
  close(): Promise<void>;
}

export async function startHttpReceiver(): Promise<HttpReceiver> {
  const calls: ReceivedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://receiver');
      calls.push({ path: pathname, query: searchParams, headers: request.headers, text: Buffer.concat(chunks).toString() });
      const { status, body = '{"errcode":0,"errmsg":"ok"}', headers = {} } = receiver.answer(pathname);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: HttpReceiver = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer: () => ({ status: 200 }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
