import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { districtDay } from '../../activities/store/district-day';
import { publishRegistries } from '../../activities/store/publish-registry';
import type { InstanceStart } from '../../activities/deliver';
import { isWorkingDay } from '../../feel/calendar';
import { addDays } from '../../feel/day';
import { publishedCalendar } from '../../feel/published-calendar';
import type { Calendar, Variables } from '../../feel/types';
import type { OpenedTask } from '../../workflows/engine/commands';
import { shippedRegistry } from '../processes/support/registry-world';
import { limitValues, shippedPlan } from '../processes/support/shipped';
import { Ledger } from '../processes/support/supervision-district';
import { openStore, type TestStore } from '../support/mongo';
import { keeperFor, nobody } from '../support/records';
import { noTimeSkipping, startTimeSkipping } from '../support/time-skipping';
import { firstAnswers, liveAndRehearse, skipTo } from './support/two-lives';

const reason = noTimeSkipping();

(reason === undefined ? describe : describe.skip)(`on the time-skipping server${reason === undefined ? '' : ` (${reason})`}`, () => {
  let environment: TestWorkflowEnvironment;
  let store: TestStore;
  beforeAll(async () => {
    [environment, store] = await Promise.all([startTimeSkipping(), openStore()]);
  }, 300_000);
  afterAll(async () => {
    await store.drop();
    await environment.teardown();
  });

  test.each([
    ['answered in good time', undefined],
    ['answered four days late', 4 * 86_400_000],
  ])('a whole election %s gives the same tasks, reminders and dates as its rehearsal', async (_, lateByMs) => {
    const plan = await shippedPlan('branch-reelection');
    const delayMs = ({ due, openedAt }: OpenedTask) => (lateByMs === undefined || due === undefined ? undefined : Date.parse(due) - Date.parse(openedAt) + lateByMs);

    const { lived, rehearsed, rehearsal } = await liveAndRehearse(environment, store, { plan, calendar: publishedCalendar(), variables: electionVariables(), answers: firstAnswers, delayMs });

    expect(rehearsal.stopped).toBe('ended');
    expect(lived).toEqual(rehearsed);
    expect(lived.filter((shown) => shown.includes(' escalation ')).length).toBeGreaterThan(0);
  }, 300_000);

  test('a notice that nobody answers climbs the ladder on its dates, a person deciding on each rung, over a holiday and a worked Saturday', async () => {
    const served = mondayAfter(await environment.currentTimeMs());
    const day = (days: number): string => addDays(served, days);
    // Limit on the 15th day; then a worked Saturday, and a holiday from Monday to Wednesday.
    const calendar = calendarWith([21, 22, 23].map(day), [day(19)]);
    const begun: InstanceStart[] = [];
    const ledger = new Ledger();
    await haveFindings(store, ledger, day);
    await skipTo(environment, `${served}T09:00:00+08:00`);

    const { lived, rehearsed } = await liveAndRehearse(environment, store, {
      plan: await shippedPlan('finding-rectification'),
      calendar,
      variables: { branchId: 'lianjing', branch: { id: 'lianjing', name: '莲泾镇红十字会（示例）' }, limits: limitValues('finding-rectification'), findingId: 'f-1', severity: '一般', title: '会员名册未更新', served_on: served, first_inspectors: [] },
      answers: firstAnswers,
      // The report comes when all is over; everything else on the first working morning.
      delayMs: ({ elementId, openedAt }) => Date.parse(`${elementId === 'rectify-submit' ? day(37) : workingDayAfter(calendar, openedAt)}T10:00:00+08:00`) - Date.parse(openedAt),
      jobs: (job) => ledger.answer(job) ?? {},
      reached: { ...nobody, start: async (start) => `${start.processId}/${begun.push(start)}` },
    });

    expect(lived).toEqual(rehearsed);
    expect(lived.filter((shown) => /rectify-submit|urge|interview|bulletin|transfer/.test(shown) && !shown.includes(' job '))).toEqual([
      `${day(2)} task-opened rectify-submit due ${day(15)}`,
      ...[9, 12, 14, 15].map((on) => `${day(on)} reminder rectify-submit due ${day(15)}`),
      ...[16, 18].map((on) => `${day(on)} escalation rectify-submit due ${day(15)}`),
      `${day(18)} task-opened urge due ${day(24)}`,
      `${day(22)} task-opened phone-urge due ${day(25)}`,
      `${day(25)} task-opened interview due ${day(29)}`,
      `${day(30)} task-opened bulletin due ${day(32)}`,
      `${day(31)} task-opened transfer-decide due ${day(35)}`,
    ]);
    // Decided on the worked Saturday, after the holiday, on the Monday after, the next day; the second bulletin within a year is handed over.
    expect(await rungs(store)).toEqual([`${day(19)} 书面催办`, `${day(24)} 电话督办`, `${day(28)} 约谈`, `${day(31)} 通报`, `${day(32)} 取消评优`]);
    expect(begun).toMatchObject([{ processId: 'accountability', variables: { findingId: 'f-1', source: '督导整改', wanted_body: '镇街党（工）委' } }]);
  }, 300_000);
});

function electionVariables(): Variables {
  const termEnd = districtDay(new Date(Date.now() + 300 * 86_400_000));
  const branch = { id: 'b1', name: '示例镇红十字会', kind: '镇', termNo: 3, termStart: '2022-01-01', termEnd, termYears: 5, variant: 'full', supervisorMode: 'none', membersAdult: 120, membersYouth: 0, membersGroup: 2 };
  return { branchId: 'b1', branch, limits: limitValues('branch-reelection') };
}

/** The first Monday that has not begun in the district. */
function mondayAfter(nowMs: number): string {
  const today = districtDay(new Date(nowMs));
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, 8 - (weekday === 0 ? 7 : weekday));
}

/** A table that knows these days alone, and so is the same whenever the test runs. */
function calendarWith(holidays: readonly string[], workdays: readonly string[]): Calendar {
  const firstYear = Number(holidays[0]?.slice(0, 4));
  const ofYear = (days: readonly string[], year: number) => days.filter((date) => date.startsWith(`${year}-`));
  return { version: 'test-1', years: Object.fromEntries([-1, 0, 1].map((shift) => [String(firstYear + shift), { holidays: ofYear(holidays, firstYear + shift), workdays: ofYear(workdays, firstYear + shift) }])) };
}

/** The district's first working day after an instant. */
function workingDayAfter(calendar: Calendar, instant: string): string {
  let date = addDays(districtDay(new Date(instant)), 1);
  while (!isWorkingDay(calendar, date).value) date = addDays(date, 1);
  return date;
}

/** The finding of the notice, and one that was made known three months before, in the database and in the rehearsal. */
async function haveFindings(store: TestStore, ledger: Ledger, day: (days: number) => string): Promise<void> {
  await publishRegistries(store, ['inspection', 'inspection-cycle', 'finding', 'accountability'].map(shippedRegistry), 'test');
  const document = shippedRegistry('finding');
  const finding = { branchId: 'lianjing', quarter: '2026Q3', code: 'ROLL', severity: '一般', title: '会员名册未更新', status: 'open' };
  const findings = { 'f-0': { ...finding, status: 'closed', bulletin: true, bulletinOn: day(-90) }, 'f-1': finding };
  for (const [id, values] of Object.entries(findings)) {
    ledger.put('finding', id, values);
    await keeperFor(store).save({ document, id, changeId: id, cause: { kind: 'created', by: 'test', at: new Date() }, change: () => values });
  }
}

/** What was done to the branch, in the order of the days. */
async function rungs(store: TestStore): Promise<string[]> {
  const records = await store.records.of('accountability').find({});
  return records.map(({ values }) => `${String(values['openedOn'])} ${String(values['kind'])}`).sort();
}
