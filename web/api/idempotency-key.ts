import type { Request } from 'express';
import { InvalidInput } from '../../forms/invalid-input';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** The UUID that the page made when it was opened: sent twice, it counts once. Throws `InvalidInput`. */
export function idempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (key === undefined || !UUID.test(key)) throw new InvalidInput([{ path: 'idempotency-key', message: 'this header must be a UUID' }]);
  return key.toLowerCase();
}
