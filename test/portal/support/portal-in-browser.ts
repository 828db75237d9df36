import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import type { Store } from '../../../activities/store/connect-store';
import { buildUi } from '../../../cli/build-ui';
import { projectRoot } from '../../../cli/project-root';
import { publishDirectory } from '../../../cli/publish-directory';
import { shippedDirectories } from '../../../cli/shipped-directories';
import { createApp } from '../../../web/api/app';
import { DEFAULT_WEB_CONFIG, type WebConfig } from '../../../web/config';
import { addDistrict, PASSWORD, type District, type Login } from '../../api/support/district';
import { desktop, openBrowser } from '../../support/browser';
import { startTestEngine, type TestEngine, type TestEngineOptions } from '../../support/temporal';

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: errors on the console, uncaught ones, and breaches of the page's policy. */
  readonly complaints: readonly string[];
}

/** Whoever signs in: those of every district, and the inspectors that some stories add. */
export type Player = Login | 'inspector2' | 'inspector3';

export interface PortalInBrowser {
  readonly origin: string;
  readonly store: Store;
  readonly engine: TestEngine;
  readonly district: District;
  /** A window of its own, nobody signed in. */
  visit(options?: VisitOptions): Promise<Visitor>;
  /** A window of its own with somebody signed in. */
  signIn(login: Player, options?: VisitOptions): Promise<Visitor>;
  close(): Promise<void>;
}

export interface VisitOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly touch?: boolean;
}

/** The built portal on the real API, worker and engines, with the shipped processes, in a real browser. */
export async function startPortalInBrowser(config: Partial<WebConfig> = {}, options: TestEngineOptions = {}): Promise<PortalInBrowser> {
  const [engine, browser] = await Promise.all([startTestEngine(options), openBrowser(), buildUi(() => undefined)]);
  const { store, client, taskQueue } = engine;
  const district = await addDistrict(store, randomUUID().slice(0, 8));
  await publishDirectory(store, { directories: shippedDirectories(), by: 'tester', onPublished: () => undefined });
  const app = createApp({
    store, temporal: client, taskQueue, log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }), portalDirectory: join(projectRoot, 'dist', 'ui'),
    config: { ...DEFAULT_WEB_CONFIG, sessionSecret: 'only for tests, 32 characters long', ...config },
  });
  const server = createServer(app.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const visit = (options?: VisitOptions) => openWindow(browser, origin, options);
  return {
    origin, store, engine, district, visit,
    signIn: async (login, options) => {
      const visitor = await visit(options);
      await enter(visitor.page, login);
      await visitor.page.getByRole('heading', { name: '工作台', level: 1 }).waitFor();
      return visitor;
    },
    close: async () => {
      await browser.close();
      await app.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
    },
  };
}

/** Types a login and its password on the sign-in page and goes on. */
export async function enter(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

async function openWindow(browser: Browser, origin: string, { size = desktop, touch = false }: VisitOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: touch, isMobile: touch });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  // The browser itself writes a line for every refused request; refusals that the portal handles are no fault of the page.
  page.on('console', (message) => void (message.type() === 'error' && !message.text().startsWith('Failed to load resource') && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(`policy: ${violatedDirective} ${blockedURI}`));
  });
  await page.goto(origin);
  return { page, complaints };
}
