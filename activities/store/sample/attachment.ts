import { deflateSync } from 'node:zlib';

/** An invented attachment's bytes. */
export interface SampleAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** A page that says that it is a sample, or a picture for answers that want one. */
export function sampleAttachment(id: string): SampleAttachment {
  const subject = id.replace(/^sample-/, '');
  if (subject.startsWith('photo')) return { name: `示例照片-${subject}.png`, type: 'image/png', bytes: picture() };
  return { name: `示例-${TITLES[subject] ?? subject}.pdf`, type: 'application/pdf', bytes: page(subject) };
}

/** The answers with what `put` stores in the place of each attachment that they only name (`"sample-…"`): the id that it answers. */
export async function withSampleAttachments<T extends object>(answers: T, put: (attachment: SampleAttachment) => Promise<string>): Promise<T> {
  const text = JSON.stringify(answers);
  const stored = new Map<string, string>();
  for (const [, id = ''] of text.matchAll(NAMED)) if (!stored.has(id)) stored.set(id, await put(sampleAttachment(id)));
  return JSON.parse(text.replace(NAMED, (_whole, id: string) => JSON.stringify(stored.get(id) ?? id))) as T;
}

const NAMED = /"(sample-[a-z0-9-]+)"/g;

const TITLES: { readonly [subject: string]: string } = {
  'request-scan': '请示扫描件', 'approval-scan': '批复扫描件', plan: '筹备方案', roll: '会员名册', delegates: '代表名册', resume: '候选人简历', publicity: '公示证明', 'work-report': '工作报告', method: '选举办法',
  delivery: '送达记录', minutes: '会议纪要', scrutiny: '监票报告', report: '选举结果报告', basis: '任命依据', handover: '交接清册', evidence: '佐证材料', 'consent-paper': '签好的捐献同意书',
};

/** A PDF of one page with one line of Latin text: it needs no font. */
function page(subject: string): Buffer {
  const text = `BT /F1 24 Tf 72 720 Td (Sample: ${subject.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${pdf}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`, 'latin1');
}

const SIZE = 160;

/** A PNG: a red cross on white. */
function picture(): Buffer {
  const rows = Array.from({ length: SIZE }, (_row, y) => Buffer.from([0, ...Array.from({ length: SIZE }, (_column, x) => (inCross(x, y) ? 1 : 0))]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.from([255, 255, 255, 200, 16, 46]);
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function inCross(x: number, y: number): boolean {
  const inBar = (along: number, across: number): boolean => along > 0.2 * SIZE && along < 0.8 * SIZE && across > 0.4 * SIZE && across < 0.6 * SIZE;
  return inBar(x, y) || inBar(y, x);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_entry, index) => Array.from({ length: 8 }).reduce<number>((value) => (value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1), index));

function crc32(bytes: Buffer): number {
  return (bytes.reduce((value, byte) => (CRC_TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
}
