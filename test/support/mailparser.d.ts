/** The part of mailparser that tests use; the package has no types. */
declare module 'mailparser' {
  export interface ParsedMail {
    readonly messageId?: string;
    readonly subject?: string;
    readonly text?: string;
    readonly html: string | false;
    readonly to?: { readonly text: string };
  }
  export function simpleParser(source: Buffer | string): Promise<ParsedMail>;
}
