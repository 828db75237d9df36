import type { FileRef } from '../../../api/contract';
import { currentCsrfToken, isProblem, RequestRefused, Unreachable } from '../api/request';

export interface Upload<Answer = FileRef> {
  readonly done: Promise<Answer>;
  readonly cancel: () => void;
}

/** Stores a file at that address; `fields` say where it belongs. */
export function uploadFile(address: string, file: File, fields: Readonly<Record<string, string>>, onProgress: (percent: number) => void): Upload {
  return sendFile(address, file, fields, onProgress);
}

/** Sends a file with its progress, which `fetch` can't tell. */
export function sendFile<Answer>(path: string, file: File, fields: Readonly<Record<string, string>>, onProgress: (percent: number) => void): Upload<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file, file.name);
  const call = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve, reject) => {
    call.upload.onprogress = (event) => onProgress(event.total === 0 ? 0 : Math.round((event.loaded / event.total) * 100));
    call.onload = () => settle(call, resolve, reject);
    call.onerror = () => reject(new Unreachable('The upload did not get through'));
    call.onabort = () => reject(new DOMException('The upload was cancelled', 'AbortError'));
  });
  call.open('POST', path);
  call.setRequestHeader('x-csrf-token', currentCsrfToken());
  call.setRequestHeader('accept', 'application/json');
  call.send(body);
  return { done, cancel: () => call.abort() };
}

function settle<Answer>(call: XMLHttpRequest, resolve: (answer: Answer) => void, reject: (error: Error) => void): void {
  let body: unknown;
  try {
    body = JSON.parse(call.responseText);
  } catch {
    return reject(new Unreachable('The answer to an upload could not be read'));
  }
  if (call.status >= 200 && call.status < 300) return resolve(body as Answer);
  reject(isProblem(body) ? new RequestRefused(call.status, body) : new Unreachable(`The upload was answered with ${call.status}`));
}
