import { Command, InvalidArgumentError } from 'commander';
import { announceCalendar, upgradeInstances } from '../client/fan-out';
import { instanceCalendar } from '../client/start-process';
import { withEngine } from './open-engine';

/** Tells of progress no more often than this. */
const TELL_EVERY = 500;

/** `boai upgrade`: after an update, running instances go on with what the new version knows. */
export function upgradeCommand(): Command {
  return new Command('upgrade')
    .description('Move the open deadlines of running instances to the holiday tables of this version, and have each go on with its semantics.')
    .option('--per-second <number>', 'instances told in a second', perSecond, 20)
    .addHelpText('after', '\nReads MONGODB_URI, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and ENCRYPTION_KEYS. Run it once all workers are of this version; safe to repeat.')
    .action(async ({ perSecond: rate }: { readonly perSecond: number }) => {
      const { moved, upgraded } = await withEngine(async (engine) => ({
        moved: await announceCalendar(engine, instanceCalendar(), { perSecond: rate, progress: progressOf('holiday tables') }),
        upgraded: await upgradeInstances(engine, { perSecond: rate, progress: progressOf('semantics') }),
      }));
      process.stdout.write(`${moved} instances told of the holiday tables, ${upgraded} continued with the present semantics\n`);
    });
}

function progressOf(what: string): (done: number, total: number) => void {
  return (done, total) => {
    if (done % TELL_EVERY === 0) process.stderr.write(`${what}: ${done} of ${total}\n`);
  };
}

function perSecond(given: string): number {
  const rate = Number(given);
  if (Number.isInteger(rate) && rate >= 1 && rate <= 1_000) return rate;
  throw new InvalidArgumentError('A whole number from 1 to 1000.');
}
