import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { hashPassword, initialPassword } from '../activities/store/passwords';
import type { Post } from '../activities/store/documents';
import { ROLES } from '../forms/roles';
import { withStore } from './open-store';
import { WrongArgument } from './wrong-argument';

/** `role@branch` as a post; throws when the role is unknown. */
function postOf(text: string): Post {
  const [role = '', branchId = ''] = text.split('@');
  if (branchId === '') throw new WrongArgument(`"${text}" is no post: write ROLE@BRANCH, for example branch_secretary@lianjing`);
  if (!ROLES.some(({ id }) => id === role)) throw new WrongArgument(`"${role}" is no role: use one of ${ROLES.map(({ id }) => id).join(', ')}`);
  return { role, branchId };
}

interface AddOptions {
  readonly login: string;
  readonly name: string;
  readonly post: readonly string[];
}

async function add({ login, name, post }: AddOptions): Promise<void> {
  const posts = post.map(postOf);
  const password = initialPassword();
  await withStore(async (store) => {
    for (const { branchId } of posts) {
      if ((await store.branches.byId(branchId)) === undefined) throw new WrongArgument(`There is no branch "${branchId}"`);
    }
    await store.people.create({ id: randomUUID(), login, name, passwordHash: await hashPassword(password), posts });
  });
  process.stdout.write(`${login}: ${password}\n`);
}

/** `boai user add`: the way to the first administrator of a new installation. */
export function userCommand(): Command {
  const command = new Command('user').description('Look after accounts from the command line.');
  command
    .command('add')
    .description('Add a person and print the initial password once; the first sign-in changes it.')
    .requiredOption('--login <login>', 'what the person signs in with')
    .requiredOption('--name <name>', 'the name that others see')
    .requiredOption('--post <role@branch...>', 'a post, for example admin@district; repeat for more')
    .addHelpText('after', '\nReads MONGODB_URI and ENCRYPTION_KEYS.')
    .action((options: AddOptions) => add(options));
  return command;
}
