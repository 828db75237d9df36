import { RateLimiterMemory, RateLimiterMongo, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Refusal } from './refusal';
import type { Services } from './services';

const QUARTER_HOUR_SECONDS = 900;

/** Allows so many points in a quarter of an hour, by whatever key. */
export function limiter(services: Services, keyPrefix: string, points: number): RateLimiterAbstract {
  const options = { keyPrefix, points, duration: QUARTER_HOUR_SECONDS };
  // Counts are shared by all web processes; while MongoDB is away each counts for itself.
  return new RateLimiterMongo({ ...options, storeClient: services.store.connection.getClient(), dbName: services.store.connection.name, tableName: 'rate_limits', insuranceLimiter: new RateLimiterMemory(options) });
}

/** Throws `TooManyAttempts` when the key has no points left; takes none. */
export async function refuseWhenSpent(limit: RateLimiterAbstract, key: string): Promise<void> {
  const used = await limit.get(key);
  if (used === null || used.remainingPoints > 0) return;
  throw new Refusal('TooManyAttempts', { zh: '尝试次数太多，请稍后再试。', en: 'Too many attempts; try again later.' }, { retryAfterSeconds: Math.ceil(used.msBeforeNext / 1000) });
}

/** Takes a point. */
export async function count(limit: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (error) {
    // Spent by this very attempt: the next one is refused.
    if (!(error instanceof RateLimiterRes)) throw error;
  }
}
