import { isGrpcServiceError, ServiceError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { RefusalCode } from '../workflows/messages';

export type RefusedCode = RefusalCode | 'ProcessNotFound' | 'AlreadyRunning' | 'Unavailable';

/** A request to an instance that was not taken. The message is for people, in Chinese. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly code: RefusedCode,
    message: string,
    /** Of `Unavailable`: when to try again. */
    readonly retryAfterSeconds?: number,
    /** Of `AlreadyRunning`: the instance that runs. */
    readonly instanceId?: string,
    /** What was behind it, for logs. */
    cause?: unknown,
  ) {
    super(message, cause === undefined ? {} : { cause });
  }
}

/** Temporal's errors in our words; anything that is no refusal is given back as it is. */
export function refusedBy(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const { cause } = error;
    // Every refusal of the workflow names its code as the failure's type.
    if (cause instanceof ApplicationFailure && cause.type) return new Refused(cause.type as RefusalCode, cause.message);
  }
  if (error instanceof WorkflowNotFoundError) return new Refused('InstanceEnded', '该事项已经结束。');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || error instanceof ServiceError) return new Refused('Unavailable', '流程引擎暂时无法连接，内容已保存，请稍后再试。', 5, undefined, error);
  return error;
}

/** What the server says of an update whose run ended, continued as new or lost its worker before the answer was there. */
const LOST: ReadonlySet<string> = new Set(['AcceptedUpdateCompletedWorkflow', 'UnprocessedUpdate']);

/** FAILED_PRECONDITION and ABORTED: by these the server gives up updates whose workflow task failed, for example because the run was about to continue as new when they came. */
const GIVEN_UP: ReadonlySet<number> = new Set([9, 10]);

/** Whether an update got lost on its way rather than refused: asking again is safe, and finds the run that is there now. */
export function isLost(error: unknown): boolean {
  if (error instanceof ServiceError) return isGrpcServiceError(error.cause) && GIVEN_UP.has(error.cause.code);
  return error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && LOST.has(error.cause.type ?? '');
}
