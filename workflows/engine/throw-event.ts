import type { EventDefinition, Valued } from './plan';
import type { Variables } from '../../feel/types';
import { compensate } from './compensation';
import { throwError, throwEscalation, uncaught } from './catching';
import type { Run } from './run';
import type { Token } from './state';
import { correlationKeyOf, textOf } from './waits';

/** What became of the thrower: it goes on, it waits, or it is gone (interrupted by whoever caught). */
export type Thrown = 'on' | 'waits' | 'gone';

/** Throws what a throw or end event throws; `terminate` and `link` are the elements' own matter. */
export function throwEvent(run: Run, event: EventDefinition, token: Token, variables: Variables): Thrown {
  switch (event.kind) {
    case 'message': {
      const name = textOf(run, event.name, variables, '消息名称');
      const correlationKey = event.correlationKey === undefined ? '' : correlationKeyOf(run.evaluate(event.correlationKey, variables).value);
      run.emit({ kind: 'publish-message', messageId: thrownId(run, token), name, correlationKey, variables: token.locals ?? {} });
      return 'on';
    }
    case 'signal':
      run.emit({ kind: 'broadcast-signal', signalId: thrownId(run, token), name: textOf(run, event.name, variables, '信号名称'), variables: token.locals ?? {} });
      return 'on';
    case 'escalation':
      return throwEscalation(run, token, codeOf(run, event.code, variables, '升级代码'));
    case 'error':
      return throwErrorOf(run, token, codeOf(run, event.code, variables, '错误代码'));
    case 'compensation':
      return compensate(run, token, event.activity) ? 'waits' : 'on';
    case 'none':
    case 'timer':
    case 'link':
    case 'terminate':
      return 'on';
  }
}

function throwErrorOf(run: Run, token: Token, code: string): Thrown {
  if (!throwError(run, token, code)) throw uncaught(code);
  return 'gone';
}

function codeOf(run: Run, code: Valued<string> | undefined, variables: Variables, what: string): string {
  return code === undefined ? '' : textOf(run, code, variables, what);
}

function thrownId(run: Run, token: Token): string {
  return `${run.instanceId}/${token.elementId}/${run.open(token.elementId)}`;
}
