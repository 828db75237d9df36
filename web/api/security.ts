import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { WebConfig } from '../config';
import { Refusal } from './refusal';
import { RequestLimit } from './request-limit';
import type { Services } from './services';
import { rememberViewer, viewerFor } from './viewer';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses changes that a page of another origin asks for. */
export function originGuard(config: WebConfig): RequestHandler {
  return (request, _response, next) => {
    if (SAFE.has(request.method)) return next();
    const origin = request.headers.origin;
    const foreign = origin === undefined ? ['cross-site', 'same-site'].includes(String(request.headers['sec-fetch-site'])) : origin !== `${request.protocol}://${request.headers.host ?? ''}` && !config.origins.includes(origin);
    if (foreign) throw new Refusal('ForeignOrigin', { zh: '请求来自别的网站，已拒绝。', en: 'The request came from another site and was refused.' });
    next();
  };
}

/** A body of a change is JSON or an upload; forms of other pages can send neither without the browser asking first. */
export const bodyTypeGuard: RequestHandler = (request, _response, next) => {
  const type = request.headers['content-type'];
  if (SAFE.has(request.method) || type === undefined || /^application\/json\b/i.test(type) || /^multipart\/form-data\b/i.test(type)) return next();
  throw new Refusal('UnsupportedType', { zh: '只接受 JSON。', en: 'Only JSON is taken.' });
};

/**
 * Finds out who asks, if anyone is signed in: the session is neither too old nor ended, the person not disabled.
 * A change needs the session's token besides its cookie, and nobody asks more often than a person can.
 */
export function viewerLoader(services: Services): RequestHandler {
  const limit = new RequestLimit(services.config.requestsAMinute);
  return async (request, _response, next) => {
    const { personId, signedInAt, csrfToken } = request.session;
    if (personId === undefined || signedInAt === undefined) return next();
    const at = services.now();
    const person = await services.store.people.byId(personId);
    const tooOld = at.getTime() - signedInAt > services.config.absoluteHours * 3_600_000;
    if (person === undefined || person.disabled || tooOld || signedInAt < (person.sessionsEndedAt?.getTime() ?? 0)) return next();
    if (!SAFE.has(request.method) && !isSignIn(request) && !sameText(request.get('x-csrf-token'), csrfToken)) {
      throw new Refusal('BadToken', { zh: '页面已过期，请刷新后再试。', en: 'The page is out of date; reload it and try again.' });
    }
    await limit.take(person._id);
    rememberViewer(request, await viewerFor(person, services, at));
    next();
  };
}

/** Signing in has no token to show yet; the origin guard stands before it. */
function isSignIn(request: Request): boolean {
  return request.method === 'POST' && request.path === '/session';
}

function sameText(given: string | undefined, expected: string | undefined): boolean {
  if (given === undefined || expected === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
