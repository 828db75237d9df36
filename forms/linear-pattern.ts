import { RE2JS } from 're2js';

/** A compiled `pattern`. */
export interface LinearPattern {
  test(text: string): boolean;
  toString(): string;
}

/** Longest `pattern` of a schema. */
const MAX_LENGTH = 500;

/** Compiles a JSON Schema pattern with RE2, which takes linear time on any input. Throws for what RE2 lacks (backreferences) and for overlong patterns. */
export function linearPattern(pattern: string): LinearPattern {
  if (pattern.length > MAX_LENGTH) throw new Error(`pattern longer than ${MAX_LENGTH} characters`);
  const compiled = RE2JS.compile(pattern);
  // Ajv keeps compiled patterns by what they are printed as.
  return { test: (text) => compiled.test(text), toString: () => `/${pattern}/` };
}
