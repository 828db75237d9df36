import { Type } from '@sinclair/typebox';
import type { CampaignRow, CampaignView, SupervisionOverview } from '../campaign-contract';
import { campaignProcesses, campaignRows, campaignView } from '../campaigns/campaign-view';
import { supervisionOverview } from '../campaigns/overview';
import type { Page } from '../contract';
import { visibleInstance } from '../instance-access';
import { closed, id, paging, parseQuery } from '../parse';
import { may, Routes } from '../routes';
import type { Services } from '../services';

const ListQuery = closed({ page: paging.page, size: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) });
const OverviewQuery = closed({ branch: Type.Optional(id) });

/** Campaigns branch by branch, and what supervisors look at first. */
export function supervisionRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/overview', may('read', 'Campaign'), (call): Promise<SupervisionOverview> => supervisionOverview(call, call.viewer, parseQuery(OverviewQuery, call.request.query).branch, call.at))

    .get('/campaigns', may('read', 'Campaign'), async (call): Promise<Page<CampaignRow>> => {
      const { page = 1, size = 10 } = parseQuery(ListQuery, call.request.query);
      const filter = { processId: { $in: [...(await campaignProcesses(call))] } };
      const [instances, total] = await Promise.all([call.store.instances.find(filter, { sort: { startedAt: -1 }, skip: (page - 1) * size, limit: size }), call.store.instances.count(filter)]);
      return { rows: await campaignRows(call, call.viewer, instances, call.at), total, page, size };
    })

    .get('/campaigns/:id', may('read', 'Campaign'), async (call): Promise<CampaignView> => campaignView(call, call.viewer, await visibleInstance(call, call.viewer, call.param('id')), call.at));
}
