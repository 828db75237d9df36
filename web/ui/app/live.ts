import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent, TaskSummary } from '../../api/contract';
import { useSession } from '../components/api/session';

/** Events of one step come in a burst: what they touch is loaded again once. */
const BURST_MS = 150;
/** A matrix of many branches hears of each of their steps. */
const MATRIX_MS = 3_000;
/** Registries that show the org tree, which has pages of its own. */
const OF_BRANCHES = ['branch', 'term', 'officer'];

/** Keeps every list and page fresh: events of the server mark what they concern as out of date, and what is on screen is loaded again. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  const me = useSession().person.id;
  useEffect(() => {
    const stream = new EventSource('/api/live');
    const lists = gathering(client, BURST_MS);
    const matrices = gathering(client, MATRIX_MS);
    const { mark } = lists;
    let wasAway = false;
    const take = (event: LiveEvent): void => {
      switch (event.kind) {
        case 'tasks-changed':
          matrices.mark(['campaigns']);
          return mark(['tasks'], ['instance', event.instanceId], ['instances'], ...event.taskIds.map((id) => ['task', id]));
        case 'instance-changed':
          matrices.mark(['campaigns']);
          return mark(['instance', event.instanceId], ['instances'], ['branches'], ['branch'], ['processes'], ['record'], ['actions', event.instanceId]);
        case 'draft-changed':
          // What I save myself came back with the answer.
          return event.by.id === me ? undefined : mark(['task', event.taskId]);
        case 'notified':
          client.setQueryData<TaskSummary>(['tasks', 'summary'], (summary) => (summary === undefined ? summary : { ...summary, unreadNotifications: event.unread }));
          return mark(['notifications']);
        case 'records-changed': {
          const { registry, recordIds } = event;
          const about = recordIds === undefined ? [['record', registry], ['record-heading', registry]] : recordIds.flatMap((id) => [['record', registry, id], ['record-heading', registry, id]]);
          return mark(['records', registry], ['registries'], ...about, ...(OF_BRANCHES.includes(registry) ? [['branches'], ['branch']] : []));
        }
      }
    };
    stream.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as LiveEvent);
    stream.onerror = () => {
      wasAway = true;
    };
    stream.onopen = () => {
      // What happened while the line was down was not told.
      if (wasAway) void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'form-checker' });
      wasAway = false;
    };
    return () => {
      lists.stop();
      matrices.stop();
      stream.close();
    };
  }, [client, me]);
}

/** Marks what is out of date, once for all that is marked within that time. */
function gathering(client: QueryClient, withinMs: number) {
  const stale = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    mark: (...keys: readonly (readonly unknown[])[]): void => {
      keys.forEach((key) => stale.set(JSON.stringify(key), key));
      timer ??= setTimeout(() => {
        timer = undefined;
        const due = [...stale.values()];
        stale.clear();
        due.forEach((queryKey) => void client.invalidateQueries({ queryKey }));
      }, withinMs);
    },
    stop: () => clearTimeout(timer),
  };
}
