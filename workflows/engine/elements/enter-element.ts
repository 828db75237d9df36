import type { Variables } from '../../../feel/types';
import type { Element } from '../plan';
import { Problem, shown } from '../problem';
import type { Run } from '../run';
import type { Token } from '../state';
import { boundaryEvent } from './boundary-event';
import { callActivity } from './call-activity';
import { catchEvent } from './catch-event';
import { endEvent } from './end-event';
import { eventBasedGateway } from './event-based-gateway';
import { enterEventSubProcess } from './event-sub-process';
import { exclusiveGateway } from './exclusive-gateway';
import { inclusiveGateway } from './inclusive-gateway';
import { parallelGateway } from './parallel-gateway';
import { passTask } from './pass-task';
import { receiveTask } from './receive-task';
import { scriptTask } from './script-task';
import { serviceTask } from './service-task';
import { startEvent } from './start-event';
import { subProcess } from './sub-process';
import { intermediateThrowEvent } from './throw-event';
import { userTask } from './user-task';

/** Lets the element of any kind work on its token; `event` is what came with the event that triggered it. */
export function enterElement(element: Element, token: Token, run: Run, visible: Variables, event: Variables = {}): void {
  switch (element.kind) {
    case 'userTask':
      return userTask.enter(element, token, run, visible);
    case 'serviceTask':
      return serviceTask.enter(element, token, run, visible);
    case 'scriptTask':
      return scriptTask.enter(element, token, run, visible);
    case 'receiveTask':
      return receiveTask.enter(element, token, run, visible);
    case 'passTask':
      return passTask.enter(element, token, run, visible);
    case 'subProcess':
      return subProcess.enter(element, token, run, visible);
    case 'eventSubProcess':
      return enterEventSubProcess(element, token, run, event);
    case 'callActivity':
      return callActivity.enter(element, token, run, visible);
    case 'startEvent':
      return startEvent.enter(element, token, run, visible);
    case 'endEvent':
      return endEvent.enter(element, token, run, visible);
    case 'catchEvent':
      return catchEvent.enter(element, token, run, visible);
    case 'throwEvent':
      return intermediateThrowEvent.enter(element, token, run, visible);
    case 'boundaryEvent':
      return boundaryEvent.enter(element, token, run, visible);
    case 'exclusiveGateway':
      return exclusiveGateway.enter(element, token, run, visible);
    case 'parallelGateway':
      return parallelGateway.enter(element, token, run, visible);
    case 'inclusiveGateway':
      return inclusiveGateway.enter(element, token, run, visible);
    case 'eventBasedGateway':
      return eventBasedGateway.enter(element, token, run, visible);
    default:
      return unknown(element);
  }
}

function unknown(element: never): never {
  throw new Problem('error', `本引擎不认识这种步骤：${shown(element)}`);
}
