import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { FileRef } from '../../../api/contract';
import { segment } from '../api/request';
import { Icon } from '../layout/icon';
import { formatBytes } from './file-size';

/** A file to download, with its size and, for a picture, a small preview. */
export function FileLink({ file }: { readonly file: FileRef }) {
  const url = useFileUrl(file.id);
  return (
    <a className="file-link" href={url} download={file.name}>
      {file.type.startsWith('image/') ? <img className="file-preview" src={url} alt="" loading="lazy" /> : <span className="file-sign"><Icon name="file" /></span>}
      <span className="file-name">{file.name}</span>
      {file.bytes > 0 ? <span className="quiet">{formatBytes(file.bytes)}</span> : null}
    </a>
  );
}

/** Where files are kept, for reading and for adding: a link has a place of its own. */
export const FileAddress = createContext('/api/files');

export function useFileUrl(id: string): string {
  return `${useContext(FileAddress)}/${segment(id)}`;
}

/** What a stored file is called, from the headers of its download: answers hold ids alone. */
export function useFile(id: string): FileRef | undefined {
  const url = useFileUrl(id);
  const { data } = useQuery({ queryKey: ['file', id], queryFn: () => describeFile(id, url), staleTime: Infinity, retry: 1 });
  return data;
}

async function describeFile(id: string, url: string): Promise<FileRef> {
  const response = await fetch(url, { method: 'HEAD' });
  const header = (name: string): string => response.headers.get(name) ?? '';
  return { id, name: nameIn(header('content-disposition')) ?? id, type: header('content-type').split(';')[0] ?? '', bytes: Number(header('content-length')) || 0 };
}

function nameIn(disposition: string): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1];
}
