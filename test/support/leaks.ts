import type { Connection } from 'mongoose';

/** What is published with forms and registries holds invented examples, which are nobody's. */
const PUBLISHED: ReadonlySet<string> = new Set(['forms', 'registries', 'definitions', 'plans']);

/** Everything that a database holds, readable: file by file, document by document, bytes as what they might say. */
export async function databaseText({ db }: Connection): Promise<ReadonlyMap<string, string>> {
  if (!db) throw new Error('The connection to MongoDB is not open');
  const collections = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).filter((name) => !name.startsWith('system.') && !PUBLISHED.has(name));
  return new Map(await Promise.all(collections.map(async (name) => [name, (await db.collection(name).find({}).toArray()).map(documentText).join('\n')] as const)));
}

function documentText(document: object): string {
  return JSON.stringify(document, (_name, value: unknown) => (isBinary(value) ? Buffer.from(value.buffer).toString('utf8') : value));
}

/** GridFS's chunks; as JSON they would be Base64, in which nothing is found. */
function isBinary(value: unknown): value is { readonly buffer: Uint8Array } {
  return typeof value === 'object' && value !== null && '_bsontype' in value && value._bsontype === 'Binary';
}

/** Which of the secrets stand in which of the texts, `place: secret`. */
export function leaks(texts: ReadonlyMap<string, string>, secrets: readonly string[]): string[] {
  return [...texts].flatMap(([place, text]) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`));
}
