import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../../web/api/contract';
import { type Answer, callerOf, type Caller } from '../../api/support/portal';

const PATIENCE_MS = 60_000;
const AGAIN_AFTER_MS = 250;

/** A browser whose user presses "try again" until there is an answer. What else than "away" it was told meanwhile is kept. */
export class PatientCaller {
  /** Refusals that nobody should see while something restarts. */
  readonly strange: string[] = [];
  /** How often a request got no answer, or was told to come again. */
  disturbed = 0;

  private constructor(private readonly caller: Caller) {}

  static async signIn(origin: string, login: string, password: string): Promise<PatientCaller> {
    return new PatientCaller(await callerOf(origin, login, password));
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#until(() => this.caller.get<T>(path), path);
  }

  post<T>(path: string, body: unknown, key?: string): Promise<Answer<T>> {
    return this.#until(() => this.caller.send<T>('POST', path, body, key === undefined ? {} : { 'idempotency-key': key }), path);
  }

  async #until<T>(send: () => Promise<Answer<T>>, path: string): Promise<Answer<T>> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(AGAIN_AFTER_MS)) {
      const answer = await send().catch(() => undefined);
      if (answer !== undefined && answer.status < 300) return answer;
      this.disturbed += 1;
      if (answer === undefined || answer.status === 503) continue;
      const { code } = answer.body as Problem;
      this.strange.push(`${answer.status} ${code} ${path}`);
      if (answer.status < 500) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    throw new Error(`${path}: no answer within ${PATIENCE_MS / 1000} s`);
  }
}
