type Answers = { readonly [name: string]: unknown };

/** A personal text with its middle hidden: 张*, 138****1234. */
export function masked(text: string): string {
  const letters = [...text];
  if (letters.length <= 1) return '*';
  if (/^\+?[\d -]{7,}$/.test(text)) return `${letters.slice(0, 3).join('')}****${letters.slice(-4).join('')}`;
  if (letters.length <= 4 || /^\p{Script=Han}{1,8}$/u.test(text)) return `${letters[0] ?? ''}${'*'.repeat(letters.length - 1)}`;
  return `${letters.slice(0, 2).join('')}${'*'.repeat(Math.min(letters.length - 3, 8))}${letters.at(-1) ?? ''}`;
}

/** The answers with what stands at the paths masked; `*` in a path is any array item. */
export function maskAnswers(answers: Answers, paths: readonly string[]): Answers {
  return paths.reduce<unknown>((value, path) => maskAt(value, path.split('/').slice(1)), answers) as Answers;
}

function maskAt(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return maskValue(value);
  if (Array.isArray(value)) return value.map((item, index) => (key === '*' || key === String(index) ? maskAt(item, rest) : item));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: maskAt((value as Answers)[key], rest) };
}

function maskValue(value: unknown): unknown {
  if (typeof value === 'string') return masked(value);
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map(maskValue);
  return '••••';
}
