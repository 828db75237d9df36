import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { FileRef, Problem } from '../../web/api/contract';
import { removeOrphanedFiles } from '../../web/api/housekeeping';
import { databaseText, leaks } from '../support/leaks';
import { until } from '../workflows/support/player';
import { completeWith, pathOf, startPortal, startRequest, type Answer, type Caller, type TestPortal } from './support/portal';

let portal: TestPortal;
let secretary: Caller;
let instanceId: string;
let taskId: string;
beforeAll(async () => {
  portal = await startPortal({ config: { largestFileBytes: 200_000 } });
  secretary = await portal.as('townSecretary');
  ({ instanceId, taskId } = await startRequest(secretary, portal.district.town));
});
afterAll(() => portal.close());

const pdf = (bytes = 2000) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(bytes, 'x'), Buffer.from('\n%%EOF')]);

async function upload(caller: Caller, content: Uint8Array, name: string, fields: Record<string, string> = { taskId }): Promise<Answer<FileRef & Problem>> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(content)]), name);
  return caller.send('POST', '/api/files', form);
}

const stored = () => portal.store.connection.collection('files.files').countDocuments();

test('an attachment is stored with its name and the type that its content has', async () => {
  const { status, body } = await upload(secretary, pdf(), '换届请示.pdf');

  const download = await fetch(`${portal.origin}/api/files/${body.id}`, { headers: { cookie: secretary.cookie } });
  const head = await fetch(`${portal.origin}/api/files/${body.id}`, { method: 'HEAD', headers: { cookie: secretary.cookie } });

  expect(head.headers.get('content-length')).toBe(String(pdf().length));
  expect({ status, body }).toMatchObject({ status: 201, body: { name: '换届请示.pdf', type: 'application/pdf', bytes: pdf().length } });
  expect(Buffer.from(await download.arrayBuffer())).toEqual(pdf());
  expect(download.headers.get('content-disposition')).toBe(`attachment; filename="????.pdf"; filename*=UTF-8''${encodeURIComponent('换届请示.pdf')}`);
  expect(download.headers.get('x-content-type-options')).toBe('nosniff');
  expect(download.headers.get('content-security-policy')).toContain('sandbox');
});

test('neither the bytes of an attachment nor its name can be read in the database', async () => {
  const { body } = await upload(secretary, pdf(), '陈某某的身份证.pdf');

  const held = await databaseText(portal.store.connection);
  const files = await portal.store.connection.collection('files.files').countDocuments({ _id: body.id as never, filename: 'sealed', length: pdf().length });

  expect(files).toBe(1);
  expect([...held.keys()]).toEqual(expect.arrayContaining(['files.files', 'files.chunks']));
  expect(leaks(held, ['陈某某', '%PDF', 'xxxxxxxx'])).toEqual([]);
});

test('a file that was tampered with is not handed out whole', async () => {
  const { body } = await upload(secretary, pdf(), '附件.pdf');
  await portal.store.connection.collection('files.chunks').updateOne({ files_id: body.id as never }, [{ $set: { data: Buffer.alloc(pdf().length) } }] as never);

  const download = fetch(`${portal.origin}/api/files/${body.id}`, { headers: { cookie: secretary.cookie } }).then((response) => response.arrayBuffer());

  await expect(download).rejects.toThrow();
});

test.each<[string, Uint8Array, string, number]>([
  ['a web page that calls itself a PDF', Buffer.from('<html><script>alert(1)</script></html>'), '通知.pdf', 415],
  ['a picture where only PDF is wanted', Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'), '照片.pdf', 415],
  ['an empty file', Buffer.alloc(0), '空.pdf', 400],
  ['a file larger than the field allows', pdf(150_000), '大.pdf', 413],
  ['a file larger than any is allowed', pdf(300_000), '巨大.pdf', 413],
])('%s is refused, and nothing of it stays', async (_what, content, name, status) => {
  const before = await stored();

  const answer = await upload(secretary, content, name);

  expect(answer.status).toBe(status);
  expect(answer.body.message.zh).toMatch(/。$/);
  expect(await stored()).toBe(before);
});

test.each([['../../etc/passwd.pdf', 'passwd.pdf'], ['C:\\windows\\system.pdf', 'system.pdf'], ['请示\u202Efdp.exe', '请示fdp.exe.pdf'], ['.pdf', 'pdf.pdf'], ['a<b>"c.pdf', 'abc.pdf']])('the name %j is stored as %j', async (given, kept) => {
  const { body } = await upload(secretary, pdf(), given);

  expect(body).toMatchObject({ name: kept });
});

test.each(['..', 'a\0b.pdf', ''])('a file named %j is refused', async (name) => {
  expect((await upload(secretary, pdf(), name)).status).toBe(400);
});

test('a file for no form, for a form without attachments, or of somebody who may not fill it in is refused', async () => {
  const other = await portal.as('otherSecretary');
  const before = await stored();

  const answers = await Promise.all([upload(secretary, pdf(), 'a.pdf', {}), upload(secretary, pdf(), 'a.pdf', { processId: 'api-request' }), upload(other, pdf(), 'a.pdf'), upload(await portal.as('vp'), pdf(), 'a.pdf')]);

  expect(answers.map(({ status }) => status)).toEqual([400, 415, 404, 403]);
  expect(await stored()).toBe(before);
});

test('a body that is no multipart, or breaks off, is refused, and the server goes on', async () => {
  const broken = '--b\r\ncontent-disposition: form-data; name="taskId"\r\n\r\nx\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 cut';
  const before = await stored();

  const json = await secretary.send<Problem>('POST', '/api/files', { file: 'x' });
  const cut = await secretary.send<Problem>('POST', '/api/files', broken, { 'content-type': 'multipart/form-data; boundary=b' });
  const noBoundary = await secretary.send<Problem>('POST', '/api/files', 'x', { 'content-type': 'multipart/form-data' });

  expect([json.status, cut.status, noBoundary.status]).toEqual([415, expect.any(Number), 400]);
  expect([400, 404]).toContain(cut.status);
  expect(await stored()).toBe(before);
  expect((await upload(secretary, pdf(), 'a.pdf')).status).toBe(201);
});

test('an upload whose sender goes away leaves nothing', async () => {
  const before = await stored();
  const { port } = new URL(portal.origin);
  const head = `--b\r\ncontent-disposition: form-data; name="taskId"\r\n\r\n${taskId}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`;

  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`POST /api/files HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${secretary.cookie}\r\nx-csrf-token: ${secretary.session.csrfToken}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 150000\r\n\r\n${head}${pdf(50_000).toString('latin1')}`);
      setTimeout(() => socket.destroy(), 300);
    });
    socket.on('close', () => setTimeout(resolve, 700));
  });

  const held = async () => [await stored(), (await portal.store.connection.collection('files.chunks').distinct('files_id')).length];
  await until(async () => [await held()].find((counts) => counts.every((count) => count === before)), 'the removal of what had come');
  expect(await held()).toEqual([before, before]);
});

test('an attachment is seen by who uploaded it and who does the task, and with the instance once handed in', async () => {
  const id = (await upload(secretary, pdf(), '附件.pdf')).body.id;
  const statuses = async () => Promise.all((['townSecretary', 'townPresident', 'vp', 'otherSecretary', 'volunteer'] as const).map(async (login) => (await (await portal.as(login)).get(`/api/files/${id}`)).status));

  const before = await statuses();
  const foreign = await completeWith(secretary, taskId, { amount: 5, contact: '示例', papers: [randomUUID()] });
  const done = await completeWith(secretary, taskId, { amount: 5, contact: '示例', papers: [id] });
  const after = await statuses();

  expect(before).toEqual([200, 404, 404, 404, 404]);
  expect(foreign).toMatchObject({ status: 422, body: { problems: [{ rule: 'x-file' }] } });
  expect(done.status).toBe(200);
  expect(after).toEqual([200, 200, 200, 404, 404]);
});

test('uploads that nobody handed in are removed after two days, those that a draft names stay', async () => {
  const [approve] = await portal.store.tasks.openOf(instanceId);
  const vp = await portal.as('vp');
  await completeWith(vp, approve?._id ?? '', { result: 'return' });
  const [apply] = await portal.store.tasks.openOf(instanceId);
  const again = apply?._id ?? '';
  const drafted = (await upload(secretary, pdf(), '草稿.pdf', { taskId: again })).body.id;
  const orphan = (await upload(secretary, pdf(), '多余.pdf', { taskId: again })).body.id;
  await secretary.send('PUT', `/api/tasks/${pathOf(again)}/draft`, { baseRevision: 0, changes: { papers: [drafted] } });

  const early = await removeOrphanedFiles({ store: portal.store, now: () => new Date() });
  await removeOrphanedFiles({ store: portal.store, now: () => new Date(Date.now() + 49 * 3_600_000) });

  expect(early).toBe(0);
  expect(await portal.store.files.byId(drafted)).toMatchObject({ name: '草稿.pdf' });
  expect(await portal.store.files.byId(orphan)).toBeUndefined();
});
