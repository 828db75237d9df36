import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ValueError, type Payload, type PayloadCodec } from '@temporalio/common';
import { currentKey, decryptBytes, encryptBytes, keyById, type KeyRing } from './cipher';

const ENCODING = 'binary/boai-sealed';
/** Shorter payloads hardly shrink. */
const COMPRESS_FROM_BYTES = 256;

/**
 * Compresses and encrypts every payload that goes to Temporal. A payload names its key, so that keys can be changed;
 * payloads that others wrote without this codec are passed on as they are.
 */
export function payloadCodec(keys: KeyRing): PayloadCodec {
  return {
    encode: async (payloads) => payloads.map((payload) => seal(keys, payload)),
    decode: async (payloads) => payloads.map((payload) => (encodingOf(payload) === ENCODING ? open(keys, payload) : payload)),
  };
}

function seal(keys: KeyRing, payload: Payload): Payload {
  const { id, key } = currentKey(keys);
  const plain = frame(payload);
  const deflated = plain.length >= COMPRESS_FROM_BYTES ? deflateRawSync(plain, { level: 1 }) : plain;
  const packed = deflated.length < plain.length;
  const metadata = { encoding: Buffer.from(ENCODING), key: Buffer.from(id), packed: Buffer.from(packed ? '1' : '0') };
  return { metadata, data: encryptBytes(key, packed ? deflated : plain, ENCODING) };
}

function open(keys: KeyRing, payload: Payload): Payload {
  const id = Buffer.from(payload.metadata?.['key'] ?? []).toString();
  if (!payload.data) throw new ValueError('A sealed payload holds no data');
  const packed = decryptBytes(keyById(keys, id).key, payload.data, ENCODING);
  const isPacked = Buffer.from(payload.metadata?.['packed'] ?? []).toString() === '1';
  return unframe(isPacked ? inflateRawSync(packed) : packed);
}

function encodingOf(payload: Payload): string {
  return Buffer.from(payload.metadata?.['encoding'] ?? []).toString();
}

/** One buffer: the metadata's length, the metadata as JSON, then the data. */
function frame(payload: Payload): Buffer {
  const entries = Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const metadata = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(metadata.length);
  // Without data, the SDK gives an empty array here.
  return Buffer.concat([length, metadata, Buffer.from(payload.data ?? [])]);
}

function unframe(bytes: Buffer): Payload {
  const end = 4 + bytes.readUInt32BE(0);
  const metadata = JSON.parse(bytes.subarray(4, end).toString()) as Record<string, string>;
  const entries = Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')]);
  return { metadata: Object.fromEntries(entries), data: bytes.subarray(end) };
}
