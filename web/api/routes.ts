import { Router, type Request, type RequestHandler, type Response } from 'express';
import { forbidden, Refusal } from './refusal';
import type { Action, Resource } from './permissions';
import type { Services } from './services';
import { viewerOf, type Viewer } from './viewer';

/** Who may call a route at all; what they may do to one document is asked inside. */
export type Rule =
  | { readonly kind: 'anyone' }
  /** `whileChangingPassword`: also before the first password is changed. */
  | { readonly kind: 'signed-in'; readonly whileChangingPassword?: boolean }
  | { readonly kind: 'may'; readonly action: Action; readonly resource: Resource };

export const anyone: Rule = { kind: 'anyone' };
export const signedIn: Rule = { kind: 'signed-in' };
export const may = (action: Action, resource: Resource): Rule => ({ kind: 'may', action, resource });

/** A request with who asks and everything that handlers need. */
export interface Call extends Services {
  readonly viewer: Viewer;
  readonly request: Request;
  readonly response: Response;
  readonly at: Date;
  /** A path parameter; it is always there, since the path names it. */
  param(name: string): string;
}

/** Answers what becomes the JSON body; undefined when it has answered by itself or there is nothing to say (204). */
export type Handle = (call: Call) => Promise<unknown>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const rules = new WeakMap<object, Rule>();

/** The rule of a route's handler; undefined for a handler that declared none, which a test forbids. */
export function ruleOf(handler: object): Rule | undefined {
  return rules.get(handler);
}

/** One resource's router; a route can't be declared without its rule. */
export class Routes {
  readonly router = Router({ caseSensitive: true, strict: true });

  constructor(private readonly services: Services) {}

  get(path: string, rule: Rule, handle: Handle): this {
    return this.add('get', path, rule, handle);
  }

  post(path: string, rule: Rule, handle: Handle): this {
    return this.add('post', path, rule, handle);
  }

  put(path: string, rule: Rule, handle: Handle): this {
    return this.add('put', path, rule, handle);
  }

  patch(path: string, rule: Rule, handle: Handle): this {
    return this.add('patch', path, rule, handle);
  }

  delete(path: string, rule: Rule, handle: Handle): this {
    return this.add('delete', path, rule, handle);
  }

  private add(method: Method, path: string, rule: Rule, handle: Handle): this {
    const handler: RequestHandler = async (request, response) => {
      enforce(rule, request);
      const body = await handle(callOf(this.services, request, response));
      if (response.headersSent || response.writableEnded) return;
      if (body === undefined) response.status(204).end();
      else response.json(body);
    };
    rules.set(handler, rule);
    this.router[method](path, handler);
    return this;
  }
}

function enforce(rule: Rule, request: Request): void {
  if (rule.kind === 'anyone') return;
  const viewer = viewerOf(request);
  if (viewer.person.mustChangePassword && !(rule.kind === 'signed-in' && rule.whileChangingPassword)) {
    throw new Refusal('PasswordChangeRequired', { zh: '请先修改初始密码。', en: 'Change your initial password first.' });
  }
  if (rule.kind === 'may' && !viewer.ability.can(rule.action, rule.resource)) throw forbidden();
}

function callOf(services: Services, request: Request, response: Response): Call {
  return {
    ...services,
    request,
    response,
    at: services.now(),
    get viewer() {
      return viewerOf(request);
    },
    param(name) {
      const value = request.params[name];
      if (typeof value !== 'string') throw new Error(`The path of this route has no parameter "${name}"`);
      return value;
    },
  };
}
