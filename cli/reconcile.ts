import { Command } from 'commander';
import { reconcile, type Reconciled } from '../client/reconcile';
import { withEngine } from './open-engine';

/** `boai reconcile`: proves that Temporal and MongoDB agree, and mends what does not. */
export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description('Compare every running instance in Temporal and MongoDB, mend the differences, and settle submissions without an answer.')
    .option('--dry-run', 'say what differs, and change nothing', false)
    .option('--json', 'for machines', false)
    .addHelpText('after', '\nReads MONGODB_URI, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE and ENCRYPTION_KEYS. Exits 1 when something differs and was not mended.')
    .action(async ({ dryRun, json }: { readonly dryRun: boolean; readonly json: boolean }) => {
      const result = await withEngine((engine) => reconcile(engine, { repair: !dryRun }));
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : lines(result));
      process.exitCode = result.differences.every(({ repaired }) => repaired) ? 0 : 1;
    });
}

function lines({ checked, differences, submissions }: Reconciled): string {
  const told = differences.map(({ instanceId, kind, temporalSeq, mongodbSeq, repaired }) => `${instanceId}: ${kind} (Temporal ${temporalSeq ?? '-'}, MongoDB ${mongodbSeq ?? '-'})${repaired ? ', mended' : ''}\n`);
  return `${told.join('')}${checked} instances checked, ${differences.length} differ; submissions: ${JSON.stringify(submissions)}\n`;
}
