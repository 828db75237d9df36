import { address, flag, integer, keys, oneOf, optional, port, readEnvironment, secret, text, url, withDefault, type Environment, type NamedKey } from '../config/environment';

/** What the web process is told by its environment. */
export interface WebConfig {
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
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
  readonly largestFileBytes: number;
}

/** What the process needs besides, to connect. */
export interface WebEngines {
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly keys: readonly NamedKey[] | undefined;
}

export const DEFAULT_WEB_CONFIG: WebConfig = {
  production: false, host: '127.0.0.1', port: 3000, origins: [], proxies: 0, sessionSecret: '', idleMinutes: 120, absoluteHours: 12, zone: 'Asia/Shanghai',
  failuresByLogin: 10, failuresByAddress: 100, largestFileBytes: 20 * 1024 * 1024,
};
