import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';
import helmet from 'helmet';

/** What the portal's bundle carries where the nonce of the page goes. */
const PLACEHOLDER = /__CSP_NONCE__/g;
const A_YEAR_MS = 365 * 24 * 3600 * 1000;

/** Serves the built portal: hashed assets for ever, and its page, with a fresh nonce, for every other path; `/f/…` has a page of its own. */
export function portal(directory: string, production: boolean): Router {
  const page = pageReader(join(directory, 'index.html'));
  const linkPage = pageReader(join(directory, 'link.html'));
  const router = Router();
  router.use('/assets', express.static(join(directory, 'assets'), { immutable: true, maxAge: A_YEAR_MS, index: false, fallthrough: false }));
  router.use(express.static(directory, { index: false, maxAge: '1h', dotfiles: 'ignore', setHeaders: (response, path) => path.endsWith('.html') && response.setHeader('cache-control', 'no-store') }));
  router.get('/{*path}', policy(production), (request, response, next) => {
    if (!request.accepts('html')) return next();
    const isLink = request.path.startsWith('/f/');
    const html = isLink ? linkPage() : page();
    if (html === undefined) {
      response.status(503).type('text/plain').send('界面尚未构建：请运行 npm run build。\nThe portal is not built yet: run npm run build.\n');
      return;
    }
    response.setHeader('cache-control', 'no-store');
    // The address of a link is its key: no other site is told of it, no search engine keeps it.
    if (isLink) response.setHeader('x-robots-tag', 'noindex, nofollow').setHeader('referrer-policy', 'no-referrer');
    response.type('html').send(html.replace(PLACEHOLDER, String(response.locals['nonce'])));
  });
  return router;
}

/** Scripts and styles of the page itself and nothing else: no eval, nothing inline without the nonce. */
function policy(production: boolean): RequestHandler {
  const nonce: RequestHandler = (_request, response, next) => {
    response.locals['nonce'] = randomBytes(18).toString('base64');
    next();
  };
  const ofPage = (_request: unknown, response: unknown) => `'nonce-${String((response as { locals: Record<string, unknown> }).locals['nonce'])}'`;
  const headers = helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", ofPage],
      styleSrc: ["'self'", ofPage],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
      ...(production ? { upgradeInsecureRequests: [] } : {}),
    },
  });
  return (request, response, next) => nonce(request, response, () => headers(request, response, next));
}

/** Reads the page again when a new build has replaced it; undefined while there is none. */
function pageReader(file: string): () => string | undefined {
  let known: { readonly html: string; readonly changedMs: number } | undefined;
  return () => {
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changedMs === undefined) return undefined;
    if (known?.changedMs !== changedMs) known = { html: readFileSync(file, 'utf8'), changedMs };
    return known.html;
  };
}
