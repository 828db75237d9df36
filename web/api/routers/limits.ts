import { Type } from '@sinclair/typebox';
import type { Value } from '../../../feel/types';
import { InvalidInput } from '../../../forms/invalid-input';
import type { LimitView } from '../contract';
import { limitViews } from '../limit-views';
import { closed, id, parse, parseQuery } from '../parse';
import { notFound } from '../refusal';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';

const ListQuery = closed({ process: Type.Optional(id) });
const NewValue = closed({ value: Type.Union([Type.Number(), Type.String({ maxLength: 200 }), Type.Boolean()]) });

/** Limits and thresholds with their 依据. A changed one holds for what starts from then on. */
export function limitRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/limits', may('read', 'Limit'), async ({ store, request }): Promise<LimitView[]> => {
      const { process } = parseQuery(ListQuery, request.query);
      return limitViews(process === undefined ? await store.limits.all() : await store.limits.ofProcess(process));
    })
    .put('/limits/:process/:limit', may('change', 'Limit'), change);
}

async function change(call: Call): Promise<LimitView[]> {
  const { store, viewer, at } = call;
  const { value } = parse(NewValue, call.request.body);
  const process = call.param('process');
  const limitId = call.param('limit');
  const before = (await store.limits.ofProcess(process)).find((limit) => limit.limitId === limitId);
  if (before === undefined) throw notFound({ zh: '时限', en: 'The limit' });
  mustBeLike(before.value, value);
  await store.limits.change(process, limitId, value, viewer.id, at);
  await store.audit.add({ at, by: viewer.id, action: 'limit.changed', subject: before._id, detail: { from: before.value, to: value } });
  return limitViews(await store.limits.ofProcess(process));
}

/** A number stays a number, and not a negative one: models count with it. */
function mustBeLike(before: Value, value: Value): void {
  if (typeof before !== typeof value) throw new InvalidInput([{ path: '/value', message: `must be a ${typeof before}` }]);
  if (typeof value === 'number' && value < 0) throw new InvalidInput([{ path: '/value', message: 'must not be negative' }]);
}
