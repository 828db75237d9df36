import { Command } from 'commander';
import { districtDay } from '../activities/store/district-day';
import { unassessed } from '../activities/store/impact-assessments';
import { withStore } from './open-store';
import { publishDirectory } from './publish-directory';
import { shippedDirectories } from './shipped-directories';

/** `boai publish [DIR…]`: makes every definition in the directories, or every one that comes with the product, the newest version. */
export function publishCommand(): Command {
  return new Command('publish')
    .description('Publish every .bpmn and .registry.json of the directories, with the .form.json and .limits.json that lie there.')
    .argument('[directories...]', 'directories, searched at any depth; those of the product when left out')
    .option('--by <login>', 'who publishes, as the audit names it', 'boai')
    .addHelpText('after', '\nReads MONGODB_URI and ENCRYPTION_KEYS. Running instances keep the version that they began with.\nExits 1 when a definition is refused; the others are published all the same.')
    .action((directories: readonly string[], { by }: { readonly by: string }) =>
      withStore(async (store) => {
        await publishDirectory(store, {
          directories: directories.length === 0 ? shippedDirectories() : directories,
          by,
          onRegistry: ({ registryId, isNew }) => process.stdout.write(`${registryId}: registry ${isNew ? 'published' : 'is unchanged'}\n`),
          onPublished: (file, { processId, version, isNew }) => process.stdout.write(`${file}: ${processId} ${isNew ? 'published as' : 'is already'} version ${version}\n`),
        });
        for (const { kind, id, name, state } of await unassessed(store, districtDay(new Date()))) process.stderr.write(`warning: the ${kind} ${id} (${name.zh}) handles personal data, and ${state === 'none' ? 'its impact has not been assessed' : 'its impact assessment is overdue for review'} (个人信息保护影响评估)\n`);
      }),
    );
}
