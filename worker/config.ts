import { availableParallelism, totalmem } from 'node:os';
import { address, integer, keys, oneOf, optional, port, readEnvironment, text, url, withDefault, type Environment } from '../config/environment';
import { MAIL_VARIABLES, mailOf, type MailSettings } from '../config/mail';
import { SMS_VARIABLES, smsGatewayOf, type SmsGateway } from '../config/sms-gateway';
import type { KeyRing } from '../codec/cipher';

export interface WorkerConfig {
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly mongodbUri: string;
  /** Seal payloads and wrap the data keys of personal fields. */
  readonly keys: KeyRing;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Where health and metrics are served; 127.0.0.1 unless told otherwise. */
  readonly host: string;
  readonly healthPort: number | undefined;
  readonly metricsPort: number | undefined;
  readonly maxCachedInstances: number;
  readonly maxJobsAtOnce: number;
  /** Hosts that `http` jobs may call. */
  readonly httpHosts: readonly string[];
  /** The gateway for reminders by mail; undefined for none. */
  readonly mail: MailSettings | undefined;
  /** Where people open the portal: what links in messages begin with. */
  readonly portalOrigin: string | undefined;
  /** IANA zone of the district. */
  readonly zone: string;
  /** Sends text messages; absent: `sms` jobs fail. */
  readonly sms?: SmsGateway;
}

/** About what one cached instance takes. */
const INSTANCE_MB = 0.35;
/** What the rest of the process takes. */
const BASE_MB = 300;

/** Reads the worker's variables; throws `InvalidEnvironment`, which names each wrong one and what was expected. */
export function workerConfig(environment: Environment = process.env): WorkerConfig {
  const set = readEnvironment(
    {
      TEMPORAL_ADDRESS: address(),
      TEMPORAL_NAMESPACE: withDefault(text('a Temporal namespace'), 'default'),
      MONGODB_URI: url('mongodb', 'mongodb+srv'),
      ENCRYPTION_KEYS: keys(),
      LOG_LEVEL: withDefault(oneOf('debug', 'info', 'warn', 'error'), 'info'),
      WORKER_HOST: withDefault(text('an address to listen on'), '127.0.0.1'),
      WORKER_HEALTH_PORT: optional(port()),
      WORKER_METRICS_PORT: optional(port()),
      WORKER_MEMORY_MB: withDefault(integer(256, 1_000_000), Math.min(1024, Math.floor(totalmem() / 1024 / 1024 / 4))),
      WORKER_JOBS: withDefault(integer(1, 1000), 10 * availableParallelism()),
      ...SMS_VARIABLES,
      BOAI_HTTP_HOSTS: withDefault(text('host names separated by commas'), ''),
      PUBLIC_ORIGINS: withDefault(text('origins separated by commas, for example https://boai.example.org'), ''),
      DISTRICT_ZONE: withDefault(text('an IANA time zone'), 'Asia/Shanghai'),
      ...MAIL_VARIABLES,
    },
    environment,
  );
  const sms = smsGatewayOf(set);
  return {
    ...(sms === undefined ? {} : { sms }),
    temporalAddress: set.TEMPORAL_ADDRESS,
    temporalNamespace: set.TEMPORAL_NAMESPACE,
    mongodbUri: set.MONGODB_URI,
    keys: set.ENCRYPTION_KEYS,
    logLevel: set.LOG_LEVEL,
    host: set.WORKER_HOST,
    healthPort: set.WORKER_HEALTH_PORT,
    metricsPort: set.WORKER_METRICS_PORT,
    maxCachedInstances: Math.max(50, Math.floor((set.WORKER_MEMORY_MB - BASE_MB) / INSTANCE_MB)),
    maxJobsAtOnce: set.WORKER_JOBS,
    httpHosts: set.BOAI_HTTP_HOSTS.split(',').map((host) => host.trim()).filter(Boolean),
    mail: mailOf(set),
    portalOrigin: set.PUBLIC_ORIGINS.split(',').map((origin) => origin.trim()).find((origin) => origin !== ''),
    zone: set.DISTRICT_ZONE,
  };
}
