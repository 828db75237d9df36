import { setImmediate as nextTurn } from 'node:timers/promises';
import readXlsxFile from 'read-excel-file/node';
import { workbook } from '../../web/api/workbook';

interface Row {
  readonly number: number;
  readonly text?: string;
}

const COLUMNS = [{ title: '编号', width: 10, value: ({ number }: Row) => number }, { title: '说明', width: 20, value: ({ text }: Row) => text }];
const rowsOf = (from: number, count: number): Row[] => Array.from({ length: count }, (_, n) => ({ number: from + n, text: `=示例${from + n}` }));

test('a workbook of rows that come part by part holds all of them in their order, and no formula', async () => {
  async function* parts(): AsyncGenerator<readonly Row[]> {
    for (let from = 0; from < 3_000; from += 250) {
      await nextTurn();
      yield rowsOf(from, 250);
    }
    yield [{ number: 3_000 }];
  }

  const [sheet] = await readXlsxFile(await workbook('示例', COLUMNS, parts()));

  expect(sheet?.sheet).toBe('示例');
  expect(sheet?.data).toEqual([['编号', '说明'], ...rowsOf(0, 3_000).map(({ number, text }) => [number, `'${text}`]), [3_000, null]]);
});

test('others have their turns while a workbook of thousands is built', async () => {
  let turns = 0;
  let built = false;
  const others = async (): Promise<void> => {
    for (; !built; turns += 1) await nextTurn();
  };

  const [bytes] = await Promise.all([workbook('示例', COLUMNS, rowsOf(0, 5_000)).finally(() => (built = true)), others()]);

  expect(bytes.length).toBeGreaterThan(10_000);
  expect(turns).toBeGreaterThan(1_000);
});

test('rows that can’t be had are no workbook', async () => {
  async function* broken(): AsyncGenerator<readonly Row[]> {
    await nextTurn();
    throw new Error('MongoDB is away');
  }

  await expect(workbook('示例', COLUMNS, broken())).rejects.toThrow('MongoDB is away');
});
