import { randomBytes } from 'node:crypto';
import MongoStore from 'connect-mongo';
import session from 'express-session';
import type { Request, RequestHandler } from 'express';
import { SESSION_COLLECTION } from '../../activities/store/sessions';
import type { WebConfig } from '../config';
import type { Store } from '../../activities/store/connect-store';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    csrfToken: string;
    /** Milliseconds since the epoch. */
    signedInAt: number;
  }
}

/** Cookie sessions kept in MongoDB: over when idle, and ended by deleting their document. */
export function sessionMiddleware(store: Store, config: WebConfig): RequestHandler {
  const maxAge = config.idleMinutes * 60_000;
  return session({
    name: cookieName(config),
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: config.production, path: '/', maxAge },
    store: MongoStore.create({ client: store.connection.getClient() as never, dbName: store.connection.name, collectionName: SESSION_COLLECTION, stringify: false, ttl: maxAge / 1000, touchAfter: 60 }),
  });
}

/** Browsers take a `__Host-` cookie only from the host itself, over TLS and for every path. */
export function cookieName(config: WebConfig): string {
  return config.production ? '__Host-boai' : 'boai';
}

/** Begins a session under a new id, so that an id known before signing in is worth nothing after. */
export async function beginSession(request: Request, personId: string, signedInAt: Date): Promise<string> {
  await settled((done) => request.session.regenerate(done));
  const csrfToken = randomBytes(32).toString('base64url');
  Object.assign(request.session, { personId, csrfToken, signedInAt: signedInAt.getTime() });
  await settled((done) => request.session.save(done));
  return csrfToken;
}

export function endSession(request: Request): Promise<void> {
  return settled((done) => request.session.destroy(done));
}

function settled(act: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error instanceof Error ? error : new Error('The session could not be kept')) : resolve())));
}
