import { Type } from '@sinclair/typebox';
import type { IndicatorDetail, IndicatorOverview } from '../indicator-contract';
import { idempotencyKey } from '../idempotency-key';
import { indicatorDetail } from '../indicators/indicator-detail';
import { indicatorOverview } from '../indicators/indicator-overview';
import { overviewWorkbook, seriesWorkbook } from '../indicators/indicator-workbook';
import { shareOut } from '../indicators/split';
import { closed, id, parse, parseQuery } from '../parse';
import { may, Routes, type Call } from '../routes';
import type { Services } from '../services';
import { sendWorkbook } from '../workbook';

const day = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' });
const OverviewQuery = closed({ set: Type.Optional(id), branch: Type.Optional(id), asOf: Type.Optional(day) });
const DetailQuery = closed({ branch: Type.Optional(id), asOf: Type.Optional(day) });
const Split = closed({
  parts: Type.Array(closed({ branchId: id, target: Type.Number({ minimum: 0 }), owner: Type.Optional(id), agreement: Type.Optional(Type.String({ maxLength: 40 })), signedOn: Type.Optional(day) }), { maxItems: 1000 }),
});

/** Plan indicators: where each stands, what is behind its number, and how its target is shared out. */
export function indicatorRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/indicators', may('read', 'Indicator'), (call): Promise<IndicatorOverview> => overviewOf(call))
    .get('/indicators/export', may('read', 'Indicator'), async (call) => sendWorkbook(call, '规划指标', await overviewWorkbook(await overviewOf(call))))
    .get('/indicators/:id', may('read', 'Indicator'), (call): Promise<IndicatorDetail> => detailOf(call))
    .get('/indicators/:id/export', may('read', 'Indicator'), async (call) => {
      const detail = await detailOf(call);
      return sendWorkbook(call, `${detail.code}-${detail.name.zh}`, await seriesWorkbook(detail));
    })
    .put('/indicators/:id/split', may('change', 'Indicator'), async (call): Promise<IndicatorDetail> => {
      const { parts } = parse(Split, call.request.body);
      const indicator = call.param('id');
      await shareOut(call, indicator, parts, { person: call.viewer.id, key: idempotencyKey(call.request), at: call.at });
      return indicatorDetail(call, call.viewer, indicator, {}, call.at);
    });
}

function overviewOf(call: Call): Promise<IndicatorOverview> {
  return indicatorOverview(call, call.viewer, parseQuery(OverviewQuery, call.request.query), call.at);
}

function detailOf(call: Call): Promise<IndicatorDetail> {
  return indicatorDetail(call, call.viewer, call.param('id'), parseQuery(DetailQuery, call.request.query), call.at);
}
