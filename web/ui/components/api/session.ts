import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Session } from '../../../api/contract';
import { rememberCsrfToken, request, RequestRefused } from './request';

export const SESSION = ['session'] as const;

/** Who is signed in; null when nobody is. */
export async function loadSession(): Promise<Session | null> {
  try {
    const session = await request<Session>('/api/session');
    rememberCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof RequestRefused && error.status === 401) return null;
    throw error;
  }
}

export function useSessionQuery() {
  return useQuery({ queryKey: SESSION, queryFn: loadSession, staleTime: Infinity, retry: 2 });
}

/** The session of the signed-in person; only for what is shown behind the sign-in. */
export function useSession(): Session {
  const { data } = useSessionQuery();
  if (data === null || data === undefined) throw new Error('Nobody is signed in');
  return data;
}

/** Takes over a session that the API has just given, and forgets what the person before could see. */
export function adoptSession(client: QueryClient, session: Session | null): void {
  rememberCsrfToken(session?.csrfToken ?? '');
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  client.setQueryData(SESSION, session);
}

export function useAdoptSession(): (session: Session | null) => void {
  const client = useQueryClient();
  return (session) => adoptSession(client, session);
}
