/** Environment variables, parsed once where a process starts. A wrong one is named with what was expected. */

/** How one variable is read: `parse` answers undefined for a text that is not what `expected` says. */
export interface Variable<T> {
  readonly expected: string;
  readonly parse: (text: string) => T | undefined;
  readonly fallback: { readonly value: T } | undefined;
  /** A secret's text is never repeated in a message. */
  readonly secret: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;
export type Values<S extends Readonly<Record<string, Variable<unknown>>>> = { readonly [K in keyof S]: S[K] extends Variable<infer T> ? T : never };

/** Names every wrong variable at once, one a line. */
export class InvalidEnvironment extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'InvalidEnvironment';
  }
}

/**
 * Reads the variables named in `variables`. An empty text counts as not set.
 * Throws `InvalidEnvironment`, which lists all that are wrong or missing.
 */
export function readEnvironment<S extends Readonly<Record<string, Variable<unknown>>>>(variables: S, environment: Environment = process.env): Values<S> {
  const problems: string[] = [];
  const entries = Object.entries(variables).map(([name, variable]) => {
    const text = environment[name];
    if (text === undefined || text === '') {
      if (variable.fallback === undefined) problems.push(`${name} is not set; expected ${variable.expected}`);
      return [name, variable.fallback?.value];
    }
    const value = variable.parse(text);
    if (value === undefined) problems.push(`${name} is ${variable.secret ? 'wrong' : JSON.stringify(text)}; expected ${variable.expected}`);
    return [name, value];
  });
  if (problems.length > 0) throw new InvalidEnvironment(problems);
  // Every name of S was read above, by its own variable.
  return Object.fromEntries(entries) as Values<S>;
}

/** The same variable with a value for when it is not set. */
export function withDefault<T>(variable: Variable<T>, value: T): Variable<T> {
  return { ...variable, fallback: { value } };
}

/** The same variable, undefined when it is not set. */
export function optional<T>(variable: Variable<T>): Variable<T | undefined> {
  return { ...variable, fallback: { value: undefined } };
}

/** A variable that must be set: `parse` answers undefined for a text that is not what `expected` says. */
export function required<T>(expected: string, parse: (text: string) => T | undefined): Variable<T> {
  return { expected, parse, fallback: undefined, secret: false };
}

export function text(expected: string): Variable<string> {
  return required(expected, (value) => value);
}

export function integer(least: number, most: number): Variable<number> {
  return required(`a whole number from ${least} to ${most}`, (value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  });
}

/** A TCP port; 0 lets the system choose. */
export function port(): Variable<number> {
  const { parse } = integer(0, 65535);
  return required('a port number from 0 to 65535', parse);
}

export function oneOf<const T extends string>(...values: readonly T[]): Variable<T> {
  return required(`one of ${values.map((value) => JSON.stringify(value)).join(', ')}`, (value) => values.find((known) => known === value));
}

/** `true`, `false`, `1`, `0`, `yes`, `no`, in any case. */
export function flag(): Variable<boolean> {
  const known: ReadonlyMap<string, boolean> = new Map([['true', true], ['1', true], ['yes', true], ['false', false], ['0', false], ['no', false]]);
  return required('true or false', (value) => known.get(value.toLowerCase()));
}

/** `host:port`, as Temporal's clients want it. */
export function address(): Variable<string> {
  return required('host:port, for example 127.0.0.1:7233', (value) => (/^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(value) ? value : undefined));
}

/** A URL of one of the given protocols, for example `mongodb`. */
export function url(...protocols: readonly string[]): Variable<string> {
  return required(`a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`, (value) =>
    protocols.some((protocol) => value.startsWith(`${protocol}://`) && value.length > protocol.length + 3) ? value : undefined,
  );
}

/** `key id:64 hexadecimal digits`: a key of 32 bytes with the id that everything encrypted by it carries. */
export interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

/** One or more named keys separated by commas; the first encrypts, all decrypt. */
export function keys(): Variable<readonly NamedKey[]> {
  return {
    ...required('keys as "id:64 hexadecimal digits", separated by commas', (value) => {
      const named = value.split(',').map((part) => /^([A-Za-z0-9_-]{1,32}):([0-9a-fA-F]{64})$/.exec(part.trim()));
      const parsed = named.flatMap((match) => (match?.[1] && match[2] ? [{ id: match[1], key: Buffer.from(match[2], 'hex') }] : []));
      return parsed.length === named.length ? parsed : undefined;
    }),
    secret: true,
  };
}

/** A secret text of at least `least` characters. */
export function secret(least: number): Variable<string> {
  return { ...required(`a secret of at least ${least} characters`, (value) => (value.length >= least ? value : undefined)), secret: true };
}
