import { join } from 'node:path';
import type { KeyRing } from '../codec/cipher';
import { MAIL_VARIABLES, mailOf } from '../config/mail';
import { SMS_VARIABLES, smsGatewayOf, type SmsGateway } from '../config/sms-gateway';
import { address, integer, keys, oneOf, port, readEnvironment, secret, text, url, withDefault, type Environment } from '../config/environment';

/** What the web process is told by its environment. */
export interface WebConfig {
  readonly production: boolean;
  /** Origins, besides the one asked, that browsers may send changes from: behind a proxy, the public one. */
  readonly origins: readonly string[];
  /** How many proxies stand in front and are believed. */
  readonly proxies: number;
  readonly sessionSecret: string;
  readonly idleMinutes: number;
  readonly absoluteHours: number;
  /** IANA zone of the district. */
  readonly zone: string;
  /** Sign-ins that may fail in a quarter of an hour, by login and by address. */
  readonly failuresByLogin: number;
  readonly failuresByAddress: number;
  /** Requests of one signed-in person that a web process takes in a minute. */
  readonly requestsAMinute: number;
  readonly largestFileBytes: number;
  /** Calls that may be made by address without a right token, and by link, in a quarter of an hour. */
  readonly wrongLinksByAddress: number;
  readonly callsByLink: number;
  /** Sends links as text messages; absent: nobody does. */
  readonly sms?: SmsGateway;
  /** Whether there is a mail gateway, which people may then choose. */
  readonly mail: boolean;
  /** How often somebody may be reminded by hand of the same task. */
  readonly remindEveryHours: number;
}

/** What the process needs besides, to connect and to serve. */
export interface WebProcessConfig extends WebConfig {
  readonly host: string;
  readonly port: number;
  readonly mongodbUri: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  /** Seal payloads and personal answers. */
  readonly keys: KeyRing;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** The built portal. */
  readonly portalDirectory: string;
}

export const DEFAULT_WEB_CONFIG: WebConfig = {
  production: false, origins: [], proxies: 0, sessionSecret: '', idleMinutes: 120, absoluteHours: 12, zone: 'Asia/Shanghai', failuresByLogin: 10, failuresByAddress: 100, requestsAMinute: 1_200, largestFileBytes: 20 * 1024 * 1024, mail: false, remindEveryHours: 24,
  wrongLinksByAddress: 20, callsByLink: 300,
};

/** Reads the web process's variables; throws `InvalidEnvironment`, which names each wrong one and what was expected. */
export function webConfig(environment: Environment = process.env): WebProcessConfig {
  const set = readEnvironment(
    {
      NODE_ENV: withDefault(oneOf('production', 'development', 'test'), 'development'),
      HOST: withDefault(text('an address to listen on'), '127.0.0.1'),
      PORT: withDefault(port(), 3000),
      MONGODB_URI: url('mongodb', 'mongodb+srv'),
      TEMPORAL_ADDRESS: address(),
      TEMPORAL_NAMESPACE: withDefault(text('a Temporal namespace'), 'default'),
      ENCRYPTION_KEYS: keys(),
      SESSION_SECRET: secret(32),
      SESSION_IDLE_MINUTES: withDefault(integer(5, 24 * 60), DEFAULT_WEB_CONFIG.idleMinutes),
      SESSION_HOURS: withDefault(integer(1, 7 * 24), DEFAULT_WEB_CONFIG.absoluteHours),
      PUBLIC_ORIGINS: withDefault(text('origins separated by commas, for example https://boai.example.org'), ''),
      TRUSTED_PROXIES: withDefault(integer(0, 10), 0),
      DISTRICT_ZONE: withDefault(text('an IANA time zone'), DEFAULT_WEB_CONFIG.zone),
      REMIND_EVERY_HOURS: withDefault(integer(1, 24 * 30), DEFAULT_WEB_CONFIG.remindEveryHours),
      ...MAIL_VARIABLES,
      REQUESTS_PER_MINUTE: withDefault(integer(60, 1_000_000), DEFAULT_WEB_CONFIG.requestsAMinute),
      LARGEST_FILE_MB: withDefault(integer(1, 200), 20),
      ...SMS_VARIABLES,
      LOG_LEVEL: withDefault(oneOf('debug', 'info', 'warn', 'error'), 'info'),
    },
    environment,
  );
  const sms = smsGatewayOf(set);
  return {
    ...DEFAULT_WEB_CONFIG,
    ...(sms === undefined ? {} : { sms }),
    production: set.NODE_ENV === 'production',
    host: set.HOST,
    port: set.PORT,
    mongodbUri: set.MONGODB_URI,
    temporalAddress: set.TEMPORAL_ADDRESS,
    temporalNamespace: set.TEMPORAL_NAMESPACE,
    keys: set.ENCRYPTION_KEYS,
    sessionSecret: set.SESSION_SECRET,
    idleMinutes: set.SESSION_IDLE_MINUTES,
    absoluteHours: set.SESSION_HOURS,
    origins: set.PUBLIC_ORIGINS.split(',').map((origin) => origin.trim()).filter(Boolean),
    proxies: set.TRUSTED_PROXIES,
    zone: set.DISTRICT_ZONE,
    requestsAMinute: set.REQUESTS_PER_MINUTE,
    largestFileBytes: set.LARGEST_FILE_MB * 1024 * 1024,
    mail: mailOf(set) !== undefined,
    remindEveryHours: set.REMIND_EVERY_HOURS,
    logLevel: set.LOG_LEVEL,
    portalDirectory: join(__dirname, '..', 'dist', 'ui'),
  };
}
