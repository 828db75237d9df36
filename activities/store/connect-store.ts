import mongoose from 'mongoose';
import type { KeyRing } from '../../codec/cipher';
import { branchesOf } from './branches';
import { definitionsOf } from './definitions';
import { entitiesOf } from './entities';
import { eventsOf } from './events';
import { formsOf } from './forms';
import { importsOf } from './imports';
import { incidentsOf } from './incidents';
import { instancesOf } from './instances';
import { messagesOf } from './messages';
import { notificationsOf } from './notifications';
import { personalDataOf } from './personal-data';
import { placesOf } from './places';
import { plansOf } from './plans';
import { createPortalIndexes, portalStore } from './portal-store';
import { instanceRepairer } from './repair-instance';
import { recordsOf } from './records';
import { registriesOf } from './registries';
import { submissionsOf } from './submissions';
import { subscriptionsOf } from './subscriptions';
import { tasksOf } from './tasks';
import { stepWriter } from './write-steps';

export interface StoreOptions {
  /** The environment's keys: they wrap the data keys of personal fields. */
  readonly keys: KeyRing;
  /** How long a call waits for a server that is away. */
  readonly serverSelectionTimeoutMs?: number;
}

/** Everything that reads or writes MongoDB; plain objects in and out. */
export type Store = Awaited<ReturnType<typeof connectStore>>;

/** Connects, opens the collections and makes sure that their indexes exist. Writes are acknowledged by a majority. */
export async function connectStore(uri: string, options: StoreOptions) {
  const connection = await mongoose
    .createConnection(uri, {
      serverSelectionTimeoutMS: options.serverSelectionTimeoutMs ?? 5_000,
      writeConcern: { w: 'majority' },
      readConcern: { level: 'majority' },
      retryWrites: true,
      autoIndex: false,
      autoCreate: false,
      // JSON knows no undefined: a field without a value is left out.
      ignoreUndefined: true,
    })
    .asPromise();
  const plans = plansOf(connection);
  const tasks = tasksOf(connection);
  const personal = personalDataOf(connection, options.keys);
  const store = {
    connection,
    keys: options.keys,
    instances: instancesOf(connection),
    tasks,
    submissions: submissionsOf(connection),
    entities: entitiesOf(connection),
    places: placesOf(connection),
    events: eventsOf(connection),
    notifications: notificationsOf(connection),
    subscriptions: subscriptionsOf(connection),
    messages: messagesOf(connection),
    incidents: incidentsOf(connection),
    plans,
    definitions: definitionsOf(connection),
    forms: formsOf(connection),
    personal,
    registries: registriesOf(connection),
    records: recordsOf(connection, personal, options.keys, branchesOf(connection)),
    imports: importsOf(connection, personal),
    ...portalStore(connection, personal),
    writeSteps: stepWriter(connection, plans, tasks),
    repairInstance: instanceRepairer(connection, plans, tasks),
    close: () => connection.close(),
  };
  const ours = [store.entities, store.places, store.instances, store.tasks, store.submissions, store.events, store.notifications, store.subscriptions, store.messages, store.incidents, store.plans, store.definitions, store.forms, store.personal, store.registries, store.records.changes];
  await Promise.all([...ours.map(({ model }) => model.createIndexes()), createPortalIndexes(store), store.imports.createIndexes()]);
  return store;
}
