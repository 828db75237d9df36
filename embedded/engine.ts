import type { Environment } from '../config/environment';
import type { EngineSource } from './engine-source';

/** What it takes to find, start and recognise one engine. */
export interface Engine {
  readonly name: string;
  readonly sources: (cache: string, environment: Environment) => readonly EngineSource[];
  /** The absolute file or directory that the engine keeps; it stands in the engine's command line, which proves a process ours. */
  readonly dataPath: (dataDir: string) => string;
  readonly command: (dataPath: string, port: number) => { readonly args: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** How long a clean stop may take. */
  readonly graceMs: number;
  readonly address: (port: number) => string;
  /** Resolves once the engine serves; throws while it does not. */
  readonly ready: (port: number) => Promise<void>;
}
