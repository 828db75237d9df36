/** `boai <command>`. A command's file is loaded only when it is called, so that `--help` answers at once. */
import { Command } from 'commander';
import { version } from '../package.json';
import { commands } from './commands';

const program = new Command('boai')
  .description('博爱流程 Boai Flow: BPMN processes and JSON Schema forms on Temporal')
  .version(version)
  .showHelpAfterError('(boai --help lists the commands)');

for (const { name, summary, load } of commands) {
  program
    .command(name)
    .description(summary)
    // The real command reads its own options and prints its own help.
    .helpOption(false)
    .allowUnknownOption()
    .argument('[args...]')
    .action(async (args: readonly string[]) => {
      const command = await load();
      await command.name(`boai ${name}`).parseAsync([...args], { from: 'user' });
    });
}

program.parseAsync().catch((error: unknown) => {
  // A refusal is told in words; the stack of anything unexpected is worth having.
  const told = error instanceof Error && error.name !== 'Error' && error.name !== 'TypeError' && error.name !== 'ReferenceError';
  process.stderr.write(`${told ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
