import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isDuplicate, openCollection } from './collection';
import type { PlaceDocument } from './documents';

/** Whose turn it is when only so many can be served a day. */
export type Places = ReturnType<typeof placesOf>;

export interface PlaceWish {
  readonly queue: string;
  readonly holder: string;
  /** The first day wanted, `YYYY-MM-DD`. */
  readonly day: string;
  readonly perDay: number;
  /** Higher goes first. */
  readonly urgency: number;
  readonly today: string;
  /** The day that is served after this one. */
  readonly dayAfter: (day: string) => string;
  readonly at: Date;
}

/** How many days are looked at with one question. */
const DAYS_AT_ONCE = 40;
/** Some four years: nobody waits for longer. */
const MOST_DAYS = 1_000;

/**
 * Places on days. Who comes finds the first day from the one wanted that has a free place, or one of somebody less urgent,
 * who is asked again when their day comes. What is taken of today, or has passed, is nobody else's any more.
 */
export function placesOf(connection: Connection) {
  const collection = openCollection<PlaceDocument>(connection, 'places', { queue: String, day: String, place: Number, urgency: Number, at: Date }, [
    // Two can't have the same place, however many processes take places at once.
    { keys: { queue: 1, day: 1, place: 1 }, options: { unique: true, partialFilterExpression: { day: { $exists: true } } } },
    { keys: { queue: 1, day: 1, urgency: 1 } },
  ]);
  const { model } = collection;

  /** The first day on which there is a place for this wish. */
  const firstDay = async ({ queue, day, perDay, urgency, today, dayAfter }: PlaceWish): Promise<string> => {
    for (let days = [day], seen = 0; seen < MOST_DAYS; seen += days.length, days = daysFrom(dayAfter(days.at(-1) ?? day), dayAfter)) {
      const taken = await model.aggregate<{ readonly _id: string; readonly count: number; readonly least: number }>([{ $match: { queue, day: { $in: days } } }, { $group: { _id: '$day', count: { $sum: 1 }, least: { $min: '$urgency' } } }]);
      const byDay = new Map(taken.map((one) => [one._id, one]));
      const found = days.find((each) => {
        const { count, least } = byDay.get(each) ?? { count: 0, least: urgency };
        return count < perDay || (each > today && least < urgency);
      });
      if (found !== undefined) return found;
    }
    throw new Error(`Queue "${queue}" is full for ${MOST_DAYS} days`);
  };

  /** A place of that day that is free or becomes free; undefined when others were faster. */
  const placeOn = async (day: string, { queue, perDay, urgency, today }: PlaceWish): Promise<number | undefined> => {
    const taken = await collection.find({ queue, day }, { sort: { urgency: 1, _id: -1 } });
    const numbers = new Set(taken.map(({ place }) => place));
    const free = Array.from({ length: perDay }, (_, index) => index + 1).filter((place) => !numbers.has(place));
    // Any of them: other processes would all try the first.
    if (taken.length < perDay && free.length > 0) return free[randomInt(free.length)];
    const [least] = taken;
    if (least?.place === undefined || day <= today || least.urgency >= urgency) return undefined;
    const { modifiedCount } = await model.updateOne({ _id: least._id, day, place: least.place }, { $unset: { day: 1, place: 1 } });
    return modifiedCount === 1 ? least.place : undefined;
  };

  const put = async (day: string, place: number, { queue, holder, urgency, at }: PlaceWish): Promise<boolean> => {
    try {
      await model.updateOne({ _id: `${queue}/${holder}` }, { $set: { queue, day, place, urgency, at } }, { upsert: true });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  };

  const take = async (wish: PlaceWish): Promise<string> => {
    for (;;) {
      const own = await collection.byId(`${wish.queue}/${wish.holder}`);
      const held = own?.day !== undefined && own.day >= wish.today ? own.day : undefined;
      if (held !== undefined && held <= wish.day) return held;
      const day = await firstDay(wish);
      if (held !== undefined && held <= day) return held;
      const place = await placeOn(day, wish);
      if (place !== undefined && (await put(day, place, wish))) return day;
    }
  };

  // Those of one process take turns, or thousands that begin together would all try for the same days.
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...collection,
    /** Takes a place, and answers its day: the holder's own where it has one that is no later than what is to be had now. Safe to repeat. */
    take: (wish: PlaceWish): Promise<string> => {
      const taken = before.then(() => take(wish.day < wish.today ? { ...wish, day: wish.today } : wish));
      before = taken.catch(() => undefined);
      return taken;
    },
  };
}

function daysFrom(first: string, dayAfter: (day: string) => string): string[] {
  const days = [first];
  for (let day = dayAfter(first); days.length < DAYS_AT_ONCE; day = dayAfter(day)) days.push(day);
  return days;
}
