import { useRef } from 'react';
import { newKey } from './new-key';

/**
 * The idempotency key of what is handed in on a page: made when the page opens, the same for the same content however
 * often it is sent, another once the content changes.
 */
export function useAttempt(): (content: unknown) => string {
  const attempt = useRef<{ key: string; content: string | undefined }>(undefined);
  attempt.current ??= { key: newKey(), content: undefined };
  return (content) => {
    const text = JSON.stringify(content);
    const before = attempt.current ?? { key: newKey(), content: undefined };
    attempt.current = before.content === undefined || before.content === text ? { key: before.key, content: text } : { key: newKey(), content: text };
    return attempt.current.key;
  };
}
