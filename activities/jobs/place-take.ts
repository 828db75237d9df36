import { addWorkingDays } from '../../feel';
import { publishedCalendar } from '../../feel/published-calendar';
import type { JobRequest } from '../contract';
import { districtDay } from '../store/district-day';
import { dateInput, optionalInput, textInput, wrongInput, type JobHandler } from './job';

const calendar = publishedCalendar();

/** Takes a place for `holder` on the first working day from `day` on which fewer than `perDay` of the `queue` are served; the `day` that it is comes back. */
export const placeTake: JobHandler = async (job, { store, now }) => {
  const at = now();
  const day = await store.places.take({
    queue: textInput(job, 'queue'), holder: textInput(job, 'holder'), day: dateInput(job, 'day'), perDay: perDayInput(job), urgency: urgencyInput(job),
    today: districtDay(at), dayAfter: (each) => addWorkingDays(calendar, each, 1).value, at,
  });
  return { day };
};

function perDayInput(job: JobRequest): number {
  const perDay = Number(optionalInput(job, 'perDay'));
  if (!Number.isSafeInteger(perDay) || perDay < 1) throw wrongInput(job, 'perDay', 'a whole number above 0');
  return perDay;
}

function urgencyInput(job: JobRequest): number {
  const urgency = Number(optionalInput(job, 'urgency') ?? 0);
  if (!Number.isFinite(urgency)) throw wrongInput(job, 'urgency', 'a number');
  return urgency;
}
