import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from './refusal';

const WINDOW_SECONDS = 60;

/**
 * Takes a person's requests up to so many a minute, from however many windows: far more than anybody clicks, so that only
 * a runaway script is stopped. Each web process counts for itself, which costs no write.
 */
export class RequestLimit {
  private readonly limiter: RateLimiterMemory;

  constructor(requestsAMinute: number) {
    this.limiter = new RateLimiterMemory({ points: requestsAMinute, duration: WINDOW_SECONDS });
  }

  /** Counts one request. Throws `TooManyRequests`, which says after how many seconds the next is taken. */
  async take(personId: string): Promise<void> {
    try {
      await this.limiter.consume(personId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw new Refusal('TooManyRequests', { zh: '操作太频繁，请稍后再试。', en: 'Too many requests; try again shortly.' }, { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
    }
  }
}
