import { fromBuffer } from 'yauzl';

const MOST_ENTRIES = 200;
const MOST_UNPACKED = 150 * 1024 * 1024;
const MOST_RATIO = 200;

/** Whether a file is a workbook that unpacks to a bearable size, as its own directory says; the reader's memory is bounded besides. */
export function isBearableWorkbook(bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null || zip === undefined) return resolve(false);
      let unpacked = 0;
      let isWorkbook = false;
      const refuse = (): void => {
        zip.close();
        resolve(false);
      };
      if (zip.entryCount > MOST_ENTRIES) return refuse();
      zip.on('entry', ({ fileName, uncompressedSize }: { readonly fileName: string; readonly uncompressedSize: number }) => {
        unpacked += uncompressedSize;
        isWorkbook ||= fileName === 'xl/workbook.xml';
        if (unpacked > MOST_UNPACKED || unpacked > 1024 * 1024 + bytes.length * MOST_RATIO) return refuse();
        zip.readEntry();
      });
      zip.on('error', refuse);
      zip.on('end', () => resolve(isWorkbook));
      zip.readEntry();
    });
  });
}
