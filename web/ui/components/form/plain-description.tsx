import type { ReactNode } from 'react';

/** Stands in for the Markdown renderer of rjsf: shows a description as the plain text that it is. */
export function Markdown({ children }: { readonly children?: ReactNode }) {
  return <>{children}</>;
}
