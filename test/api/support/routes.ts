import type { App } from '../../../web/api/app';
import { ruleOf, type Rule } from '../../../web/api/routes';

export interface FoundRoute {
  readonly method: string;
  readonly path: string;
  readonly rule: Rule | undefined;
}

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method: string; readonly handle: object }[] };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route of the application, with the rule that its handler declares. */
export function routesOf(app: App): FoundRoute[] {
  const walk = (layers: readonly Layer[]): FoundRoute[] =>
    layers.flatMap((layer) => [
      ...(layer.route === undefined ? [] : layer.route.stack.map(({ method, handle }) => ({ method, path: layer.route?.path ?? '', rule: ruleOf(handle) }))),
      ...(layer.handle.stack === undefined ? [] : walk(layer.handle.stack)),
    ]);
  // The router's insides have no types.
  return walk((app.handle.router as unknown as { readonly stack: readonly Layer[] }).stack);
}
