import type { Readable } from 'node:stream';
import { extname } from 'node:path';
import { fileTypeFromStream } from 'file-type/node';

/** What forms may ask for, by the extension that they name. */
const TYPES: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.gif': 'image/gif', '.webp': 'image/webp', '.heic': 'image/heic',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation', '.doc': 'application/msword', '.xls': 'application/vnd.ms-excel', '.ppt': 'application/vnd.ms-powerpoint',
  '.zip': 'application/zip', '.mp4': 'video/mp4', '.mp3': 'audio/mpeg', '.txt': 'text/plain', '.csv': 'text/csv',
};

/** The old Office formats share one container, which only the name tells apart; texts have no mark at all. */
const IN_A_CONTAINER: ReadonlySet<string> = new Set(['.doc', '.xls', '.ppt']);
const PLAIN: ReadonlySet<string> = new Set(['.txt', '.csv']);

/** The type of a file by its content, and by its name only where the content can't say. Undefined when it is none that we know. */
export async function typeByContent(open: () => Promise<Readable>, name: string): Promise<string | undefined> {
  const extension = extname(name).toLowerCase();
  const stream = await open();
  try {
    const found = await fileTypeFromStream(stream);
    if (found === undefined) return PLAIN.has(extension) && (await looksLikeText(await open())) ? TYPES[extension] : undefined;
    if (found.mime === 'application/x-cfb') return IN_A_CONTAINER.has(extension) ? TYPES[extension] : undefined;
    return found.mime;
  } catch {
    // Cut off in the middle of what its beginning promised.
    return undefined;
  } finally {
    stream.destroy();
  }
}

/** Whether a field that accepts extensions (`.pdf`) or types (`image/*`) takes this type. */
export function accepts(accept: readonly string[], type: string): boolean {
  return accept.some((wanted) => {
    if (wanted.startsWith('.')) return TYPES[wanted.toLowerCase()] === type;
    return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
  });
}

/** A name to store and to offer for download: the last part only, nothing invisible, with an extension that fits the type. */
export function safeName(name: string, type?: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const visible = last.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}<>:"|?*]/gu, '').replace(/^\.+/, '').trim();
  const extension = extname(visible);
  const stem = [...visible.slice(0, visible.length - extension.length)].slice(0, 120).join('') || '附件';
  const fitting = Object.keys(TYPES).filter((one) => TYPES[one] === type);
  if (type === undefined || fitting.length === 0 || fitting.includes(extension.toLowerCase())) return `${stem}${extension.slice(0, 20)}`;
  return `${stem}${extension.slice(0, 20)}${fitting[0] ?? ''}`;
}

const LOOKED_AT_BYTES = 64 * 1024;

async function looksLikeText(stream: Readable): Promise<boolean> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= LOOKED_AT_BYTES) break;
  }
  return !Buffer.concat(chunks).includes(0);
}
