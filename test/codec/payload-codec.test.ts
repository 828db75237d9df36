import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { payloadCodec } from '../../codec/payload-codec';

const key = (fill: number): Buffer => Buffer.alloc(32, fill);
const old = { id: 'k1', key: key(1) };
const present = { id: 'k2', key: key(2) };
const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value) as Payload;
const roundTrip = async (value: unknown): Promise<unknown> => {
  const codec = payloadCodec([present]);
  const [opened] = await codec.decode(await codec.encode([payloadOf(value)]));
  return defaultPayloadConverter.fromPayload(opened as Payload);
};

test.each([[null], [''], [{ name: '示例', n: 0.1 }], ['x'.repeat(100_000)], [[]]])('a payload comes back as it went: %#', async (value) => {
  expect(await roundTrip(value)).toEqual(value);
});

test('nothing of a payload can be read without the key, its type included', async () => {
  const [sealed] = await payloadCodec([present]).encode([payloadOf({ phone: '13800001234' })]);

  const bytes = Buffer.concat([...Object.values(sealed?.metadata ?? {}), sealed?.data ?? Buffer.alloc(0)].map((part) => Buffer.from(part))).toString('latin1');
  expect(bytes).not.toContain('13800001234');
  expect(bytes).not.toContain('json/plain');
});

test('a long payload takes less room than it would unsealed', async () => {
  const payload = payloadOf({ text: '换届选举'.repeat(1_000) });

  const [sealed] = await payloadCodec([present]).encode([payload]);

  expect(sealed?.data?.length).toBeLessThan((payload.data?.length ?? 0) / 10);
});

test('after the key has changed, what the old key sealed can still be read', async () => {
  const sealed = await payloadCodec([old]).encode([payloadOf('before')]);

  const [opened] = await payloadCodec([present, old]).decode(sealed);

  expect(defaultPayloadConverter.fromPayload(opened as Payload)).toBe('before');
});

test('a payload whose key is not configured is refused by the key’s name', async () => {
  const sealed = await payloadCodec([old]).encode([payloadOf('before')]);

  await expect(payloadCodec([present]).decode(sealed)).rejects.toThrow('Encryption key "k1" is not configured');
});

test('a payload that somebody changed is refused', async () => {
  const [sealed] = await payloadCodec([present]).encode([payloadOf('amount: 100')]);
  const data = Buffer.from(sealed?.data ?? []);
  data[data.length - 1] = (data[data.length - 1] ?? 0) ^ 1;

  await expect(payloadCodec([present]).decode([{ ...sealed, data }])).rejects.toThrow();
});

test('payloads that others wrote unsealed are passed on', async () => {
  const payload = payloadOf('plain');

  expect(await payloadCodec([present]).decode([payload])).toEqual([payload]);
});
