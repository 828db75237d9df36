import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import { DateTime } from 'luxon';
import type { AbsenceDocument } from '../../../activities/store/delivery/documents';
import { districtDay } from '../../../activities/store/district-day';
import { postsOn } from '../../../activities/store/posts';
import { InvalidInput } from '../../../forms/invalid-input';
import type { AbsenceView } from '../delivery-contract';
import { Names } from '../names';
import { closed, id, parse, parseQuery } from '../parse';
import { accountOf } from '../person-row';
import { notFound, Refusal } from '../refusal';
import { Routes, signedIn, type Call } from '../routes';
import type { Services } from '../services';

const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const NewAbsence = closed({ personId: Type.Optional(id), deputyId: id, from: day, until: day });
const ListQuery = closed({ person: Type.Optional(id) });
const LONGEST_DAYS = 366;

/** Who stands in for whom, and when: one's own, or those of people whose accounts one keeps. */
export function absenceRoutes(services: Services): Routes {
  return new Routes(services)
    .get('/absences', signedIn, async (call): Promise<AbsenceView[]> => {
      const { person = call.viewer.id } = parseQuery(ListQuery, call.request.query);
      await mustBeTheirs(call, person);
      return views(call, await call.store.absences.ahead(person, today(call)));
    })

    .post('/absences', signedIn, addAbsence)

    .delete('/absences/:id', signedIn, async (call) => {
      const absence = await call.store.absences.byId(call.param('id'));
      if (absence === undefined) throw notFound({ zh: '代办安排', en: 'The absence' });
      await mustBeTheirs(call, absence.personId);
      if (await call.store.absences.end(absence._id, call.at)) await audit(call, 'absence.ended', absence);
    });
}

async function addAbsence(call: Call): Promise<AbsenceView> {
  const { personId = call.viewer.id, deputyId, from, until } = parse(NewAbsence, call.request.body);
  await mustBeTheirs(call, personId);
  mustBePeriod(call, from, until);
  const deputy = await call.store.people.byId(deputyId);
  if (deputy === undefined || deputy.disabled || deputyId === personId || postsOn(deputy.posts, today(call)).length === 0) {
    throw new Refusal('InvalidInput', { zh: '此人不能代办：账号已停用、没有岗位，或就是本人。', en: 'This person can’t stand in: disabled, without a post, or the same person.' });
  }
  const ahead = await call.store.absences.ahead(personId, today(call));
  if (ahead.some((other) => other.from <= until && from <= other.until)) throw new Refusal('InvalidInput', { zh: '这段时间已有代办安排，请先取消原来的。', en: 'Somebody stands in on some of these days already; end that first.' });
  const absence: AbsenceDocument = { _id: `absence-${randomUUID()}`, personId, deputyId, from, until, createdBy: call.viewer.id, createdAt: call.at };
  await call.store.absences.insert(absence);
  await audit(call, 'absence.set', absence);
  call.response.status(201);
  const [view] = await views(call, [absence]);
  if (view === undefined) throw new Error(`Absence "${absence._id}" has no view`);
  return view;
}

/** One's own, or a person's whose account one may keep. Others' do not exist for the viewer. */
async function mustBeTheirs({ viewer, store }: Call, personId: string): Promise<void> {
  if (personId === viewer.id) return;
  const person = await store.people.byId(personId);
  if (person === undefined || !viewer.can('manage', 'Person', accountOf(person.posts))) throw notFound({ zh: '人员', en: 'The person' });
}

function mustBePeriod(call: Call, from: string, until: string): void {
  const [first, last] = [from, until].map((text) => DateTime.fromISO(text, { zone: call.config.zone }));
  const problems = [
    ...(first?.isValid ? [] : [{ path: '/from', message: '不是日期' }]),
    ...(last?.isValid ? [] : [{ path: '/until', message: '不是日期' }]),
    ...(until < from ? [{ path: '/until', message: '不能早于开始日期' }] : []),
    ...(until < today(call) ? [{ path: '/until', message: '不能早于今天' }] : []),
    ...(first && last && last.diff(first, 'days').days > LONGEST_DAYS ? [{ path: '/until', message: `最长${LONGEST_DAYS}天` }] : []),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
}

async function views(call: Call, absences: readonly AbsenceDocument[]): Promise<AbsenceView[]> {
  const names = await Names.of(call, absences.flatMap(({ personId, deputyId }) => [personId, deputyId]), []);
  return absences.map(({ _id, personId, deputyId, from, until }) => ({ id: _id, person: names.person(personId), deputy: names.person(deputyId), from, until }));
}

function audit(call: Call, action: string, { personId, deputyId, from, until }: AbsenceDocument): Promise<void> {
  return call.store.audit.add({ at: call.at, by: call.viewer.id, action, subject: personId, detail: { deputy: deputyId, from, until } });
}

function today(call: Call): string {
  return districtDay(call.at, call.config.zone);
}
