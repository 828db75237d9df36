import type { DataConverter } from '@temporalio/common';
import type { KeyRing } from './cipher';
import { payloadCodec } from './payload-codec';

/** What worker and clients must share: sealed payloads, and failures whose message and stack are sealed too. */
export function dataConverter(keys: KeyRing): DataConverter {
  return { payloadCodecs: [payloadCodec(keys)], failureConverterPath: require.resolve('./failure-converter') };
}
