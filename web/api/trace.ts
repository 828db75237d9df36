import type { EventDocument } from '../../activities/store/documents';

/** Where an instance has been: ids of the elements entered and of the flows taken, each once. */
export function traceOf(events: readonly Pick<EventDocument, 'commands'>[]): { readonly visited: string[]; readonly taken: string[] } {
  const visited = new Set<string>();
  const taken = new Set<string>();
  for (const { commands } of events) {
    for (const command of commands) {
      if (command.kind !== 'trace') continue;
      if (command.what === 'entered') visited.add(command.id);
      if (command.what === 'taken') taken.add(command.id);
    }
  }
  return { visited: [...visited], taken: [...taken] };
}
