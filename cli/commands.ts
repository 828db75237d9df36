import type { Command } from 'commander';

/** One command of `boai`, loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  { name: 'engines', summary: 'start Temporal and MongoDB alone and print their addresses', load: async () => (await import('./engines')).enginesCommand() },
];
