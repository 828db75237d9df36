import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import type { RecordKeeper } from '../../activities/records';
import type { Store } from '../../activities/store/connect-store';
import type { WebConfig } from '../config';
import type { FormVersions } from './form-versions';

/** What handlers work with. */
export interface Services {
  readonly store: Store;
  readonly temporal: Client;
  readonly taskQueue: string;
  readonly forms: FormVersions;
  /** Saves records and tells the instances that wait for them. */
  readonly records: RecordKeeper;
  readonly config: WebConfig;
  readonly log: Logger;
  readonly now: () => Date;
}
