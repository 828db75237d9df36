import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { canonicalJson, compileBpmn, planHash } from '../../workflows/bpmn';
import { between, bpmn } from './support/bpmn';

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, shuffled(item)]));
};

test('canonical JSON is the same whatever the order of keys, and reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the hash of a plan is SHA-256 of its canonical JSON', async () => {
  const { plan } = await compileBpmn(bpmn(between('<userTask id="x" name="初审" />')));

  expect(await planHash(plan)).toBe(createHash('sha256').update(canonicalJson(plan)).digest('hex'));
});

test('a plan that differs in one name has another hash, and the same file always the same one', async () => {
  const hashOf = async (name: string): Promise<string> => planHash((await compileBpmn(bpmn(between(`<userTask id="x" name="${name}" />`)))).plan);

  expect(await hashOf('初审')).toBe(await hashOf('初审'));
  expect(await hashOf('初审')).not.toBe(await hashOf('复审'));
});
