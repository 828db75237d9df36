import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { LanguageProvider } from '../components/language/language';
import { ToastProvider } from '../components/layout/toasts';
import { ErrorBoundary } from './error-boundary';
import { Gate } from './gate';
import { queryClient } from './query-client';
import { PortalTheme } from './theme';

/** The whole portal. */
export function Portal() {
  return (
    <LanguageProvider>
      <PortalTheme>
        <QueryClientProvider client={queryClient}>
          <ToastProvider>
            <ErrorBoundary>
              <BrowserRouter>
                <Gate />
              </BrowserRouter>
            </ErrorBoundary>
          </ToastProvider>
        </QueryClientProvider>
      </PortalTheme>
    </LanguageProvider>
  );
}
