import { InvalidEnvironment, address, flag, integer, keys, oneOf, optional, port, readEnvironment, secret, text, url, withDefault } from '../../config/environment';

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.problems;
    throw error;
  }
  return [];
}

test('variables are read as what they are', () => {
  const values = readEnvironment(
    { PORT: port(), MODE: oneOf('fast', 'slow'), ON: flag(), WORKERS: withDefault(integer(1, 8), 2), TEMPORAL_ADDRESS: address(), MONGODB_URI: url('mongodb', 'mongodb+srv'), NAME: optional(text('a name')) },
    { PORT: '8080', MODE: 'slow', ON: 'No', TEMPORAL_ADDRESS: '127.0.0.1:7233', MONGODB_URI: 'mongodb://127.0.0.1:27017/boai', NAME: '' },
  );

  expect(values).toEqual({ PORT: 8080, MODE: 'slow', ON: false, WORKERS: 2, TEMPORAL_ADDRESS: '127.0.0.1:7233', MONGODB_URI: 'mongodb://127.0.0.1:27017/boai', NAME: undefined });
});

test('every wrong variable is named with what was expected', () => {
  const problems = problemsOf(() =>
    readEnvironment({ PORT: port(), MODE: oneOf('fast', 'slow'), MONGODB_URI: url('mongodb'), TEMPORAL_ADDRESS: address() }, { PORT: '80a', MODE: 'medium', MONGODB_URI: 'http://x', TEMPORAL_ADDRESS: undefined }),
  );

  expect(problems).toEqual([
    'PORT is "80a"; expected a port number from 0 to 65535',
    'MODE is "medium"; expected one of "fast", "slow"',
    'MONGODB_URI is "http://x"; expected a URL that starts with mongodb://',
    'TEMPORAL_ADDRESS is not set; expected host:port, for example 127.0.0.1:7233',
  ]);
});

test('a wrong secret is named and not repeated', () => {
  const problems = problemsOf(() => readEnvironment({ SESSION_SECRET: secret(32), ENCRYPTION_KEYS: keys() }, { SESSION_SECRET: 'hunter2', ENCRYPTION_KEYS: 'k1:abc' }));

  expect(problems).toEqual(['SESSION_SECRET is wrong; expected a secret of at least 32 characters', 'ENCRYPTION_KEYS is wrong; expected keys as "id:64 hexadecimal digits", separated by commas']);
});

test('the first of several named keys is the one that encrypts', () => {
  const { ENCRYPTION_KEYS } = readEnvironment({ ENCRYPTION_KEYS: keys() }, { ENCRYPTION_KEYS: `k2:${'ab'.repeat(32)},k1:${'cd'.repeat(32)}` });

  expect(ENCRYPTION_KEYS.map((key) => [key.id, key.key.length])).toEqual([['k2', 32], ['k1', 32]]);
});
