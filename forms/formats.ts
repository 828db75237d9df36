import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** Whether the text is an 18-character 公民身份号码: a real date of birth and the right check character (GB 11643). */
export function isCitizenId(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number) as [number, number, number];
  const born = new Date(Date.UTC(year, month - 1, day));
  const isDate = year >= 1880 && born.getUTCMonth() === month - 1 && born.getUTCDate() === day;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return isDate && text[17] === CHECK_CHARACTERS[sum % 11];
}

/** The formats that forms may use; the same table serves the server and the browser. */
export const FORMATS: Readonly<Record<string, Format>> = {
  date: fullFormats.date,
  time: fullFormats.time,
  'date-time': fullFormats['date-time'],
  duration: fullFormats.duration,
  email: fullFormats.email,
  uri: fullFormats.uri,
  uuid: fullFormats.uuid,
  'cn-id': isCitizenId,
};
