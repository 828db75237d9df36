import type { Command } from 'commander';

/** One command of `boai`, loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands in the order in which help lists them. */
export const commands: readonly CommandEntry[] = [
  { name: 'start', summary: 'start everything on this machine, with a sample district', load: async () => (await import('./start')).startCommand() },
  { name: 'check', summary: 'say whether BPMN, form and registry files can run here, and why not', load: async () => (await import('./check')).checkCommand() },
  { name: 'rehearse', summary: 'run a definition on a virtual clock and print its timeline', load: async () => (await import('./rehearse')).rehearseCommand() },
  { name: 'publish', summary: 'publish the definitions, forms and registries of a directory', load: async () => (await import('./publish')).publishCommand() },
  { name: 'demo', summary: 'play one whole election through the running portal', load: async () => (await import('./demo')).demoCommand() },
  { name: 'reconcile', summary: 'compare and mend what Temporal and MongoDB hold', load: async () => (await import('./reconcile')).reconcileCommand() },
  { name: 'upgrade', summary: 'after an update, have running instances go on with it', load: async () => (await import('./upgrade')).upgradeCommand() },
  { name: 'district', summary: 'begin the org tree of a new installation', load: async () => (await import('./district')).districtCommand() },
  { name: 'user', summary: 'add a person', load: async () => (await import('./user')).userCommand() },
  { name: 'seed', summary: 'add the sample district', load: async () => (await import('./seed')).seedCommand() },
  { name: 'engines', summary: 'start Temporal and MongoDB alone and print their addresses', load: async () => (await import('./engines')).enginesCommand() },
];
