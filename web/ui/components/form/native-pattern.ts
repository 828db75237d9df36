/**
 * Stands in for RE2 in the browser's bundle, with the browser's own regular expressions: a pattern that runs for long
 * holds up nobody but the page that it runs in, and the server checks again with RE2. Has what `feel` uses of it.
 */
export class RE2JS {
  static readonly CASE_INSENSITIVE = 1;
  static readonly DOTALL = 2;
  static readonly MULTILINE = 4;

  private constructor(private readonly pattern: RegExp) {}

  static compile(pattern: string, flags = 0): RE2JS {
    const letters = ['i', 's', 'm'].filter((_letter, place) => (flags & (1 << place)) !== 0);
    return new RE2JS(new RegExp(pattern, `gu${letters.join('')}`));
  }

  programSize(): number {
    return this.pattern.source.length;
  }

  test(input: string): boolean {
    return new RegExp(this.pattern.source, this.pattern.flags.replace('g', '')).test(input);
  }

  split(input: string): string[] {
    return input.split(this.pattern);
  }

  matcher(input: string): { readonly find: () => boolean; readonly group: () => string | null; readonly replaceAll: (replacement: string) => string } {
    const matches = input.matchAll(this.pattern);
    let found: string | null = null;
    return {
      find: () => {
        const next = matches.next();
        found = next.done === true ? null : next.value[0];
        return next.done !== true;
      },
      group: () => found,
      replaceAll: (replacement) => input.replace(this.pattern, replacement),
    };
  }
}
