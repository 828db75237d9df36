export type ReadVariables =
  | { readonly variables: Readonly<Record<string, unknown>> | undefined; readonly problem?: never }
  | { readonly variables?: never; readonly problem: 'not-json'; readonly detail: string }
  | { readonly variables?: never; readonly problem: 'not-object' | 'bad-name' };

/** The API takes no longer names. */
const LONGEST_NAME = 100;

/** Variables that somebody wrote as JSON: undefined when nothing is written, or what is wrong. */
export function readVariables(text: string): ReadVariables {
  if (text.trim() === '') return { variables: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: 'not-json', detail: error instanceof Error ? error.message : String(error) };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: 'not-object' };
  if (Object.keys(value).some((name) => name.trim() === '' || name.length > LONGEST_NAME)) return { problem: 'bad-name' };
  return { variables: value as Readonly<Record<string, unknown>> };
}
