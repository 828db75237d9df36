import type { Page } from 'playwright-core';
import writeXlsxFile from 'write-excel-file/node';

type Cell = string | number;

const HEAD = ['入库编号', '姓名 *', '手机号码', '所属组织 *', '状态 *', '入库日期'];

/** Chooses a workbook of those rows on the page of an import's beginning. */
export async function uploadRows(page: Page, rows: readonly (readonly Cell[])[]): Promise<void> {
  const cells = [HEAD, ...rows].map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String })));
  const buffer = await writeXlsxFile(cells as never, { sheet: '导入' }).toBuffer();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择 Excel 文件' }).click();
  await (await chooser).setFiles({ name: '示例志愿者.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
}
