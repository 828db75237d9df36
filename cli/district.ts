import { Command } from 'commander';
import { withStore } from './open-store';
import { WrongArgument } from './wrong-argument';

interface DistrictOptions {
  readonly id: string;
  readonly name: string;
  readonly termStart: string;
  readonly termEnd: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

async function add({ id, name, termStart, termEnd }: DistrictOptions): Promise<void> {
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(id)) throw new WrongArgument(`"${id}" is no id: write 2 to 32 small letters, digits and hyphens, beginning with a letter`);
  if (!DATE.test(termStart) || !DATE.test(termEnd) || termEnd <= termStart) throw new WrongArgument('The term is two dates as YYYY-MM-DD, the end after the start');
  await withStore(async (store) => {
    if ((await store.branches.count({})) > 0) throw new WrongArgument('There is a district already; other organisations are added in the portal');
    await store.branches.addMissing([
      {
        _id: id, name, kind: '区', status: 'active', termNo: 1, termStart, termEnd, termYears: Number(termEnd.slice(0, 4)) - Number(termStart.slice(0, 4)),
        variant: 'full', supervisorMode: 'none', membersAdult: 0, membersYouth: 0, membersGroup: 0, officers: [], terms: [{ no: 1, start: termStart, end: termEnd }], sample: false,
      },
    ]);
  });
  process.stdout.write(`${id}: ${name}\n`);
}

/** `boai district add`: the top of the org tree of a new installation. */
export function districtCommand(): Command {
  const command = new Command('district').description('Begin the org tree of a new installation.');
  command
    .command('add')
    .description('Add the district itself, under which everything else stands. Only an empty org tree takes one.')
    .requiredOption('--id <id>', 'its id, for example xiuzhou')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--term-start <date>', 'when its present term began, YYYY-MM-DD')
    .requiredOption('--term-end <date>', 'when its present term ends, YYYY-MM-DD')
    .addHelpText('after', '\nReads MONGODB_URI and ENCRYPTION_KEYS.')
    .action((options: DistrictOptions) => add(options));
  return command;
}
