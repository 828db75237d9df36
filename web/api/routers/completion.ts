import { Type } from '@sinclair/typebox';
import { complete } from '../completion';
import type { CompletionResult } from '../contract';
import { idempotencyKey } from '../idempotency-key';
import { completionResult } from '../next-tasks';
import { closed, parse } from '../parse';
import { may, Routes } from '../routes';
import type { Services } from '../services';
import { visibleTask } from '../task-access';

const CompletionBody = closed({ answers: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown()), revision: Type.Optional(Type.Integer({ minimum: 0 })) });

/** Handing in a task's form. */
export function completionRoutes(services: Services): Routes {
  return new Routes(services).post('/tasks/:id/completion', may('read', 'Task'), async (call): Promise<CompletionResult> => {
    const key = idempotencyKey(call.request);
    const { answers, revision } = parse(CompletionBody, call.request.body);
    const task = await visibleTask(call, call.viewer, call.param('id'));
    const answer = await complete(call, call.viewer, { task, answers, key, revision });
    return completionResult(call, task.instanceId, answer);
  });
}
