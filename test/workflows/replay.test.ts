import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../codec/data-converter';
import { workflowBundle } from '../../worker/bundle';
import { loadHistory } from '../histories/history-file';
import { testKeys } from '../support/mongo';
import '../support/quiet-runtime';
import { stories } from './support/stories';

const folder = join(__dirname, '..', 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.history'));

test('every story has a recorded history', () => {
  for (const { name } of stories) expect(files).toContainEqual(expect.stringMatching(new RegExp(`-${name}-run-\\d\\.history$`)));
});

test.each(files)('what ran as %s replays with the present code', async (file) => {
  const options = { workflowBundle: await workflowBundle(), dataConverter: dataConverter(testKeys) };

  const replayed = Worker.runReplayHistory(options, await loadHistory(join(folder, file)));

  await expect(replayed).resolves.toBeUndefined();
});

test('what runs in the sandbox is compiled for the Node that runs it: no function stands in for a spread or a private field', async () => {
  const { code } = await workflowBundle();

  expect(code.match(/function (_object_spread|_class_private_field_get|_define_property)\b/g)).toBeNull();
});
