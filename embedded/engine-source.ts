/** One place where an engine's program may come from. */
export interface EngineSource {
  readonly name: string;
  /** The program's path. Throws an `Error` whose message is the reason why this source has none. */
  readonly take: () => Promise<string>;
}

export type Log = (line: string) => void;

/** No source had the engine; the message says why each had not, and what to set instead. */
export class NoEngine extends Error {
  constructor(engine: string, reasons: readonly string[]) {
    super(
      [
        `${engine} 无法取得：以下来源都不可用。 No ${engine} can be had here:`,
        ...reasons.map((reason) => `  - ${reason}`),
        '请设置两个环境变量，指向已运行的服务。 Set these two variables to servers that are running:',
        '  TEMPORAL_ADDRESS=host:7233',
        '  MONGODB_URI=mongodb://host:27017/boai?replicaSet=rs0',
      ].join('\n'),
    );
    this.name = 'NoEngine';
  }
}

/** The program of the first source that has one. The log says which, and why the earlier ones had not. Throws `NoEngine`. */
export async function takeFirst(engine: string, sources: readonly EngineSource[], log: Log): Promise<string> {
  const reasons: string[] = [];
  for (const source of sources) {
    try {
      const program = await source.take();
      log(`${engine}: ${source.name} → ${program}${reasons.length > 0 ? ` (${reasons.join('; ')})` : ''}`);
      return program;
    } catch (error) {
      reasons.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new NoEngine(engine, reasons);
}
