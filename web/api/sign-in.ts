import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { PersonDocument } from '../../activities/store/documents';
import { hashPassword, verifyPassword } from '../../activities/store/passwords';
import { count, limiter, refuseWhenSpent } from './rate-limit';
import { Refusal } from './refusal';
import type { Services } from './services';

const QUARTER_HOUR_SECONDS = 900;

/** Checks logins and passwords, slowly on purpose, and counts what fails. */
export class SignIn {
  private readonly byLogin: RateLimiterAbstract;
  private readonly byAddress: RateLimiterAbstract;
  /** Compared with when there is no such login, so that the answer takes as long. */
  private readonly nobody = hashPassword('nobody has this password');

  constructor(private readonly services: Services) {
    const { failuresByLogin, failuresByAddress } = services.config;
    this.byLogin = limiter(services, 'sign-in-login', failuresByLogin);
    this.byAddress = limiter(services, 'sign-in-address', failuresByAddress);
  }

  /** The person, or a refusal that does not tell a wrong login from a wrong password. */
  async check(login: string, password: string, address: string): Promise<PersonDocument> {
    const key = login.toLowerCase();
    await Promise.all([refuseWhenSpent(this.byLogin, key), refuseWhenSpent(this.byAddress, address)]);
    const person = await this.services.store.people.byLogin(key);
    const right = await verifyPassword(person?.passwordHash ?? (await this.nobody), password);
    const at = this.services.now();
    const locked = person?.lockedUntil !== undefined && person.lockedUntil > at;
    if (person === undefined || !right || person.disabled || locked) {
      await Promise.all([count(this.byLogin, key), count(this.byAddress, address)]);
      if (person && !right) await this.services.store.people.signInFailed(person._id, this.services.config.failuresByLogin, new Date(at.getTime() + QUARTER_HOUR_SECONDS * 1000));
      throw new Refusal('BadCredentials', { zh: '登录名或密码不对。', en: 'The login or the password is wrong.' });
    }
    if (person.sample && this.services.config.production) throw new Refusal('SampleLogin', { zh: '正式环境不允许使用示例账号。', en: 'Sample logins are refused in production.' });
    await this.byLogin.delete(key);
    return person;
  }

  /** Asks the password of somebody who is signed in, as carefully as at the door: a session left open is no licence to guess. */
  async confirm(person: PersonDocument, password: string): Promise<void> {
    await refuseWhenSpent(this.byLogin, person.login);
    if (await verifyPassword(person.passwordHash, password)) return;
    await count(this.byLogin, person.login);
    throw new Refusal('BadPassword', { zh: '当前密码不对。', en: 'The current password is wrong.' });
  }
}
