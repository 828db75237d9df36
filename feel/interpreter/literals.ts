/** The text that a FEEL string literal stands for, quotes removed and escapes resolved. */
export function unquoted(literal: string): string {
  const inner = literal.replace(/^"/, '').replace(/"$/, '');
  return inner.replace(/\\(?:U([0-9a-fA-F]{6})|u([0-9a-fA-F]{4})|(.))/gs, (_all, long?: string, short?: string, plain?: string) => {
    if (long !== undefined) return codePoint(long);
    if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
    return ESCAPES[plain ?? ''] ?? (plain === '"' || plain === "'" || plain === '\\' ? plain : `\\${plain ?? ''}`);
  });
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function codePoint(hex: string): string {
  const code = Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
}
