import type { Value, Variables } from '../../../feel/types';
import { MAX_TOKENS } from '../limits';
import { branchOfItem, type Campaign } from '../campaign';
import type { Element, MultiInstance } from '../plan';
import { Problem, shown } from '../problem';
import type { Run } from '../run';
import { openScope } from '../scopes';
import type { ScopeState, Token } from '../state';
import { cancelTokensIn, closeScope, endToken, withdraw } from '../tokens';
import { checkSize, variablesOf, variablesOfScope } from '../variables';

/** The body of a multi-instance activity starts an instance for each item: all at once, or one after the other. */
export function enterMultiInstance(element: Element, loop: MultiInstance, token: Token, run: Run, visible: Variables): void {
  const { value: items } = run.evaluate(loop.inputCollection, visible);
  if (!Array.isArray(items)) throw new Problem('expression', `多实例步骤的输入集合应为列表，实际为 ${shown(items)}`);
  if (items.length > MAX_TOKENS) throw new Problem('budget', `多实例步骤的输入集合超过 ${MAX_TOKENS} 项`);
  const body: Token = { ...token, body: true };
  run.tokens.put(token.id, body);
  const list = items as readonly Value[];
  const results = loop.outputCollection === undefined ? {} : { [loop.outputCollection]: list.map(() => null) };
  const branches = element.kind === 'callActivity' && element.campaign ? { branches: {} } : {};
  const scope = openScope(run, body, results, { total: list.length, started: 0, completed: 0, rest: list, ...branches });
  if (list.length === 0) finishLoop(run, scope, body, loop);
  else startNext(run, scope.id, loop, loop.sequential ? 1 : list.length);
  checkSize(run, { items });
}

/** More instances for a campaign that runs; their results come after those of the others. */
export function addItems(run: Run, loop: MultiInstance, { scope }: Campaign, items: readonly Value[]): void {
  const { outputCollection } = loop;
  const collected = outputCollection === undefined ? undefined : scope.variables[outputCollection];
  const results = outputCollection !== undefined && Array.isArray(collected) ? { [outputCollection]: [...(collected as readonly Value[]), ...items.map(() => null)] } : {};
  run.scopes.put(scope.id, { ...scope, variables: { ...scope.variables, ...results }, loop: { ...scope.loop, total: scope.loop.total + items.length, rest: [...scope.loop.rest, ...items] } });
  startNext(run, scope.id, loop, items.length);
}

/** An instance of a campaign is taken out: whatever it had begun is withdrawn, its place among the results stays empty. */
export function exemptInstance(run: Run, loop: MultiInstance, instance: Token): void {
  const scope = run.scopes.get(instance.scopeId);
  if (!scope?.loop) return;
  const { [String(instance.loop)]: _left, ...branches } = scope.loop.branches ?? {};
  const left: ScopeState = { ...scope, loop: { ...scope.loop, branches, exempted: (scope.loop.exempted ?? 0) + 1 } };
  run.scopes.put(scope.id, left);
  withdraw(run, instance);
  goOn(run, loop, instance, left, isEnoughWithout(run, loop, left));
}

function startNext(run: Run, scopeId: string, loop: MultiInstance, count: number): void {
  const scope = run.scopes.get(scopeId);
  if (!scope?.loop) return;
  const { started, rest } = scope.loop;
  const branches: Record<string, string> = { ...scope.loop.branches };
  for (const [offset, item] of rest.slice(0, count).entries()) {
    const number = started + offset + 1;
    branches[number] = branchOfItem(item);
    const locals: Variables = {
      ...(loop.inputElement === undefined ? {} : { [loop.inputElement]: item }),
      ...ownResult(loop),
      loopCounter: number,
    };
    const instance = run.addToken({ elementId: scope.elementId, scopeId, loop: number, locals });
    run.queue.push({ kind: 'enter', tokenId: instance.id });
  }
  run.scopes.put(scopeId, { ...scope, loop: { ...scope.loop, started: Math.min(started + count, scope.loop.total), rest: rest.slice(count), ...(scope.loop.branches ? { branches } : {}) } });
}

/** The variable that the output element reads belongs to each instance, so that they don't overwrite each other's. */
function ownResult(loop: MultiInstance): Variables {
  const name = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(loop.outputElement?.trim() ?? '')?.[0];
  const isPath = name !== undefined && /^[\p{L}\p{N}_$.]+$/u.test(loop.outputElement?.trim() ?? '');
  return isPath && name !== loop.inputElement ? { [name]: null } : {};
}

/** An instance of a loop is done: its result is collected, and the next one or the body goes on. */
export function completeInstance(run: Run, loop: MultiInstance, instance: Token): void {
  const visible = variablesOf(run, instance);
  const scope = collect(run, loop, instance, visible);
  if (scope) goOn(run, loop, instance, scope, isEnough(run, loop, scope, visible));
}

/** The instance is over, one way or another: the next one starts, or the body has ended. */
function goOn(run: Run, loop: MultiInstance, instance: Token, scope: ScopeState, enough: boolean): void {
  if (!scope.loop || scope.ownerToken === undefined) return;
  endToken(run, instance);
  run.touched.delete(scope.id);
  if (enough || scope.loop.completed + (scope.loop.exempted ?? 0) === scope.loop.total) {
    const body = run.tokens.get(scope.ownerToken);
    if (body) finishLoop(run, scope, body, loop);
  } else if (loop.sequential) {
    startNext(run, scope.id, loop, 1);
  }
}

function collect(run: Run, loop: MultiInstance, instance: Token, visible: Variables): ScopeState | undefined {
  const scope = run.scopes.get(instance.scopeId);
  if (!scope?.loop) return undefined;
  const { outputCollection, outputElement } = loop;
  let { variables } = scope;
  if (outputCollection !== undefined) {
    const collected = variables[outputCollection];
    const results = Array.isArray(collected) ? [...(collected as readonly Value[])] : [];
    results[(instance.loop ?? 1) - 1] = outputElement === undefined ? null : run.evaluate(outputElement, visible).value;
    variables = { ...variables, [outputCollection]: results };
  }
  const compensable = [...(scope.compensable ?? []), ...(instance.compensable ?? [])];
  const updated: ScopeState = {
    ...scope,
    variables,
    loop: { ...scope.loop, completed: scope.loop.completed + 1 },
    ...(compensable.length === 0 ? {} : { compensable }),
  };
  run.scopes.put(scope.id, updated);
  return updated;
}

function isEnough(run: Run, { completionCondition: condition }: MultiInstance, { id, loop }: ScopeState, visible: Variables): boolean {
  if (condition === undefined || !loop) return false;
  const { value } = run.evaluate(condition, {
    ...visible,
    numberOfInstances: loop.total,
    numberOfActiveInstances: run.tokensIn(id).length - 1,
    numberOfCompletedInstances: loop.completed,
    numberOfTerminatedInstances: loop.exempted ?? 0,
  });
  if (typeof value === 'boolean') return value;
  throw new Problem('condition', `多实例步骤的完成条件“${condition}”应为真或假，实际为 ${shown(value)}`);
}

/** After an exemption there is no token that a condition could stop: one that cannot be evaluated stops the next that completes. */
function isEnoughWithout(run: Run, loop: MultiInstance, scope: ScopeState): boolean {
  try {
    return isEnough(run, loop, scope, variablesOfScope(run, scope.id));
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

function finishLoop(run: Run, scope: ScopeState, body: Token, loop: MultiInstance): void {
  cancelTokensIn(run, scope.id);
  closeScope(run, scope.id);
  const results = loop.outputCollection === undefined ? {} : { [loop.outputCollection]: scope.variables[loop.outputCollection] ?? [] };
  if (scope.compensable) run.tokens.put(body.id, { ...body, compensable: scope.compensable });
  run.queue.push({ kind: 'complete', tokenId: body.id, variables: results });
}
