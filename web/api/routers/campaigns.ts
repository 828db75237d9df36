import { Type } from '@sinclair/typebox';
import { addItems } from '../../../client/updates';
import { exemptChildren, itemsFor } from '../campaign';
import { idempotencyKey } from '../idempotency-key';
import { visibleInstance } from '../instance-access';
import { closed, id, parse } from '../parse';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';

const Items = closed({ branchIds: Type.Array(id, { minItems: 1, maxItems: 500, uniqueItems: true }) });
const Exemptions = closed({ childIds: Type.Array(id, { minItems: 1, maxItems: 200, uniqueItems: true }), reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }) });

/** Who takes part in a campaign that runs. */
export function campaignRoutes(services: Services): Routes {
  return new Routes(services)
    .post('/instances/:id/campaign/:element/items', may('direct', 'Campaign'), async (call) => {
      const instance = await directed(call);
      const key = idempotencyKey(call.request);
      const { branchIds } = parse(Items, call.request.body);
      const items = await itemsFor(call, instance, call.param('element'), branchIds);
      const { seq, visible } = await addItems(call.temporal, instance._id, { elementId: call.param('element'), items, by: call.viewer.id, key });
      if (!visible) call.response.status(202);
      return { seq, visible };
    })

    .post('/instances/:id/campaign/:element/exemptions', may('direct', 'Campaign'), async (call) => {
      const instance = await directed(call);
      const { childIds, reason } = parse(Exemptions, call.request.body);
      const result = await exemptChildren(call, instance, call.param('element'), { childIds, reason: reason.trim(), by: call.viewer.id });
      if (!result.visible) call.response.status(202);
      return result;
    });
}

async function directed(call: Call) {
  const instance = await visibleInstance(call, call.viewer, call.param('id'));
  call.viewer.mustBeAbleTo('direct', 'Campaign', { branchId: instance.branchId });
  return instance;
}
