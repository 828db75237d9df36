import { resolve } from 'node:path';
import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';
import rooms from '../eslint-rooms.js';

const root = resolve(__dirname, '..');

function findings(file: string, text: string): readonly string[] {
  const config: Linter.Config = { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parser: parser as Linter.Parser }, plugins: { house: { rules: { rooms } } }, rules: { 'house/rooms': 'error' } };
  return new Linter({ cwd: root }).verify(text, [config], resolve(root, file)).map(({ message }) => message);
}

test('the engine may not import an activity, and the portal may not import the store', () => {
  const engine = findings('workflows/engine/sample.ts', "import { createActivities } from '../../activities';\nvoid createActivities;\n");
  const portal = findings('web/ui/app/sample.tsx', "const store = import('../../../activities/store/connect-store');\nvoid store;\n");

  expect([...engine, ...portal]).toEqual([expect.stringContaining('workflows/engine may not import activities'), expect.stringContaining('web/ui may not import activities')]);
});

test('forms take types from the engine and nothing else', () => {
  const type = findings('forms/sample.ts', "import type { LocalText } from '../workflows/engine/plan';\nexport type Text = LocalText;\n");
  const value = findings('forms/sample.ts', "import { step } from '../workflows/engine/step';\nvoid step;\n");

  expect([type.length, value.length]).toEqual([0, 1]);
});

test('nothing of the product imports what starts, measures or tests it', () => {
  const worker = findings('worker/sample.ts', "import { startEngines } from '../embedded/start-engines';\nvoid startEngines;\n");

  expect(worker).toHaveLength(1);
});
