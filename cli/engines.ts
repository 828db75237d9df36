import { Command } from 'commander';
import { startEngines } from '../embedded/start-engines';
import { untilStopped } from './until-stopped';

/** `boai engines`: the two engines alone, for work on the parts that use them. */
export function enginesCommand(): Command {
  return new Command('engines')
    .description('Start Temporal and MongoDB alone, print their addresses, and stop them on Ctrl-C.')
    .option('--data <directory>', 'where they keep their data', '.data/engines')
    .option('--temporal-port <port>', 'port wanted for Temporal; 0 for any', '0')
    .option('--mongodb-port <port>', 'port wanted for MongoDB; 0 for any', '0')
    .action(async (options: { readonly data: string; readonly temporalPort: string; readonly mongodbPort: string }) => {
      const engines = await startEngines({
        dataDir: options.data,
        ports: { temporal: Number(options.temporalPort), mongodb: Number(options.mongodbPort) },
        log: (line) => process.stderr.write(`${line}\n`),
      });
      process.stdout.write(`TEMPORAL_ADDRESS=${engines.temporalAddress}\nMONGODB_URI=${engines.mongodbUri}\n`);
      await untilStopped();
      await engines.stop();
    });
}
