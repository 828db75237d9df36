import { Type } from '@sinclair/typebox';
import { actionViews } from '../actions';
import type { ActionView, CompletionResult } from '../contract';
import { idempotencyKey } from '../idempotency-key';
import { visibleInstance } from '../instance-access';
import { completionResult } from '../next-tasks';
import { closed, parse } from '../parse';
import { may, Routes } from '../routes';
import type { Services } from '../services';
import { act } from '../taking-action';

const ActionBody = closed({ answers: Type.Record(Type.String({ minLength: 1, maxLength: 100 }), Type.Unknown()) });

/** What people do at events that wait, besides their tasks. */
export function actionRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/instances/:id/actions', may('read', 'Instance'), async (call): Promise<ActionView[]> => {
      const instance = await visibleInstance(call, call.viewer, call.param('id'));
      return actionViews(call, call.viewer, await call.store.plans.byHash(instance.planHash), instance);
    })
    .post('/instances/:id/actions/:subscription', may('read', 'Instance'), async (call): Promise<CompletionResult> => {
      const key = idempotencyKey(call.request);
      const { answers } = parse(ActionBody, call.request.body);
      // What was taken may have been the last thing that showed the case to a deputy: a repetition still gets its answer.
      const before = await call.store.submissions.byId(key);
      const mine = before?.by === call.viewer.id && before.instanceId === call.param('id') ? await call.store.instances.byId(before.instanceId) : undefined;
      const instance = mine ?? (await visibleInstance(call, call.viewer, call.param('id')));
      const answer = await act(call, call.viewer, { instance, subscriptionId: call.param('subscription'), answers, key });
      return completionResult(call, instance._id, answer);
    });
}
