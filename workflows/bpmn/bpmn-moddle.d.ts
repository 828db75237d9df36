/** The part of bpmn-moddle that the compiler uses; the package types its model, but not its entry. */
declare module 'bpmn-moddle' {
  export interface ParseResult {
    readonly rootElement: unknown;
    readonly warnings: readonly unknown[];
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<ParseResult>;
  }
}
