import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../components/language/language';
import { LinkPage } from '../features/link/link-page';
import { ErrorBoundary } from './error-boundary';
import { PortalTheme } from './theme';
import './base.css';
import './parts.css';

/** What a link opens: one form, without signing in, and nothing of the portal around it. */
const place = document.getElementById('portal');
if (place === null) throw new Error('The page has no place for the form');
const client = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, retry: false } } });
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <PortalTheme>
        <QueryClientProvider client={client}>
          <ErrorBoundary><LinkPage token={location.pathname.split('/')[2] ?? ''} /></ErrorBoundary>
        </QueryClientProvider>
      </PortalTheme>
    </LanguageProvider>
  </StrictMode>,
);
