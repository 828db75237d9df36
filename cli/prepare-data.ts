/** A process of its own, so that its memory is gone afterwards: publishes what is shipped and adds the sample district. */
import { withStore } from './open-store';
import { publishDirectory } from './publish-directory';
import { seed } from './seed';
import { shippedDirectories } from './shipped-directories';
import { addShippedRecords } from './shipped-records';

withStore(async (store) => {
  await publishDirectory(store, {
    directories: shippedDirectories(),
    by: 'boai',
    onRegistry: ({ registryId, isNew }) => {
      if (isNew) process.stdout.write(`台账 ${registryId}\n`);
    },
    onPublished: (_file, { processId, version, isNew }) => {
      if (isNew) process.stdout.write(`${processId} @ ${version}\n`);
    },
  });
  await addShippedRecords(store);
  if (process.env['NODE_ENV'] !== 'production') await seed(store);
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.name === 'NotPublished' ? error.message : (error.stack ?? error.message)) : String(error)}\n`);
  process.exitCode = 1;
});
