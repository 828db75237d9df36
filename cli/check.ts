import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { SHIPPED_JOB_TYPES } from '../activities/jobs/types';
import { parseForm } from '../forms/parse-form';
import { parseRegistry } from '../registries/parse-registry';
import { checkFile, checkLines, unreadableFile, type CheckedFile } from '../workflows/bpmn';

/** `boai check FILE…`: whether BPMN, form and registry files can be published, and why not. Exits 1 unless all can. */
export function checkCommand(): Command {
  return new Command('check')
    .description('Say of each BPMN, form or registry file whether it can run here, and if not, which element is in the way and why.')
    .argument('<files...>', 'BPMN files (.bpmn), form files (.form.json) and registry files (.registry.json)')
    .option('--json', 'print one JSON array: file, status and problems of each')
    .addHelpText('after', '\nPrints "FILE: ok", "FILE: unsupported <element> <id> <why>" or "FILE: invalid <why>"; warnings come after.\nExits 1 unless all files are ok.')
    .action(async (files: readonly string[], { json }: { readonly json?: boolean }) => {
      const results: CheckedFile[] = [];
      for (const file of files) {
        const result = await check(file);
        results.push(result);
        if (!json) process.stdout.write(`${checkLines(result).join('\n')}\n`);
      }
      if (json) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
      if (results.some(({ status }) => status !== 'ok')) process.exitCode = 1;
    });
}

async function check(file: string): Promise<CheckedFile> {
  try {
    return await checkFile(file, await readFile(file, 'utf8'), { parseForm, parseRegistry, jobTypes: [...SHIPPED_JOB_TYPES] });
  } catch (error) {
    return unreadableFile(file, error instanceof Error ? error.message : String(error));
  }
}
