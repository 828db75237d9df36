import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Imported for its effect: the SDK tells errors alone. */
Runtime.install({ logger: new DefaultLogger('ERROR') });
