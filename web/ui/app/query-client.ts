import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { RequestRefused } from '../components/api/request';
import { adoptSession, loadSession, SESSION } from '../components/api/session';

/** Refusals are answers: asking again gives the same one. */
function mayRetry(failures: number, error: Error): boolean {
  if (error instanceof RequestRefused && error.status < 500) return false;
  return failures < 3;
}

function onError(error: Error): void {
  if (!(error instanceof RequestRefused)) return;
  if (error.status === 401 && error.problem.code === 'NotSignedIn') adoptSession(queryClient, null);
  if (error.problem.code === 'PasswordChangeRequired' || error.problem.code === 'BadToken') void loadSession().then((session) => queryClient.setQueryData(SESSION, session));
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  // A browser's word that it is offline is about the internet, and this portal may stand in the house: a request is always
  // made, and what comes of it is told. Otherwise it would wait in silence, and so would whatever was pressed.
  defaultOptions: { queries: { retry: mayRetry, staleTime: 10_000, refetchOnWindowFocus: true, refetchOnReconnect: true, networkMode: 'always' }, mutations: { retry: false, networkMode: 'always' } },
});
