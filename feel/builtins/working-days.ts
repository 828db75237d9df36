import { FeelDate } from 'feelin';
import { Temporal } from 'temporal-polyfill';
import { addStatutoryDays, addWorkingDays, isWorkingDay, workingDaysBetween, type CalendarAnswer } from '../calendar';
import { endOfDay } from '../instants';
import type { Run } from '../interpreter/run';
import { readDateTime } from '../interpreter/temporal';
import { day, define, whole, type Builtin } from './define';

/** Takes the calendar's answer, and notes the years that it had to assume. */
function noted<T>(answer: CalendarAnswer<T>, run: Run): T {
  for (const year of answer.assumedYears) run.assumedYears.add(year);
  return answer.value;
}

const dateOf = (iso: string): FeelDate => new FeelDate(Temporal.PlainDate.from(iso));

/** What docs/modelling.md calls working days in FEEL. */
export const WORKING_DAY_FUNCTIONS: readonly Builtin[] = [
  define('add working days', [day('from'), whole('n')], ([from, n], run) => {
    run.spend(Math.abs(n));
    return dateOf(noted(addWorkingDays(run.context.calendar, String(from), n), run));
  }),
  define('working days between', [day('from'), day('to')], ([from, to], run) => {
    run.spend(Math.abs(from.value.until(to.value).days));
    return noted(workingDaysBetween(run.context.calendar, String(from), String(to)), run);
  }),
  define('is working day', [day('d')], ([date], run) => noted(isWorkingDay(run.context.calendar, String(date)), run)),
  define('add statutory days', [day('from'), whole('n')], ([from, n], run) => dateOf(noted(addStatutoryDays(run.context.calendar, String(from), n), run))),
  define('end of day', [day('d')], ([date], run) => readDateTime(endOfDay(String(date), run.context.zone)) ?? null),
];
