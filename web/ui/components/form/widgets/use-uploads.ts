import { useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { problemText } from '../../api/problem-text';
import { RequestRefused } from '../../api/request';
import { FileAddress } from '../../files/file-link';
import { formatBytes, formatType, isAccepted } from '../../files/file-size';
import { uploadFile } from '../../files/upload-file';
import { useSay, useTexts } from '../../language/language';
import type { UploadTarget } from '../form-context';
import { texts } from '../texts';

export interface FileLimits {
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly max: number;
}

export interface RunningUpload {
  readonly key: string;
  readonly name: string;
  readonly percent: number;
  readonly cancel: () => void;
}

/** Uploads of one field: what is under way, what went wrong last, and a way to begin. */
export function useUploads(limits: FileLimits, target: UploadTarget | undefined, stored: () => number, onStored: (id: string) => void) {
  const say = useTexts(texts);
  const local = useSay();
  const client = useQueryClient();
  const address = useContext(FileAddress);
  const [running, setRunning] = useState<readonly RunningUpload[]>([]);
  const [failure, setFailure] = useState<string>();

  const refuse = (file: File, place: number): string | undefined => {
    if (limits.max > 1 && place >= limits.max) return say.tooMany(limits.max);
    if (!isAccepted(file, limits.accept)) return say.wrongType(file.name, [...new Set(limits.accept.map(formatType))].join('、'));
    return file.size > limits.maxBytes ? say.tooLarge(file.name, formatBytes(limits.maxBytes)) : undefined;
  };

  const send = (file: File): void => {
    const key = `${file.name}/${file.size}/${Date.now()}/${Math.random()}`;
    const change = (percent: number): void => setRunning((all) => all.map((each) => (each.key === key ? { ...each, percent } : each)));
    const upload = uploadFile(address, file, { ...target }, change);
    setRunning((all) => [...all, { key, name: file.name, percent: 0, cancel: upload.cancel }]);
    upload.done
      .then((ref) => {
        client.setQueryData(['file', ref.id], ref);
        onStored(ref.id);
      })
      .catch((error: unknown) => {
        if (error instanceof DOMException) return;
        setFailure(error instanceof RequestRefused ? local(problemText(error)) : say.uploadFailed(file.name));
      })
      .finally(() => setRunning((all) => all.filter((each) => each.key !== key)));
  };

  const add = (files: readonly File[]): void => {
    setFailure(undefined);
    const chosen = limits.max === 1 ? files.slice(0, 1) : files;
    chosen.forEach((file, index) => {
      const problem = refuse(file, stored() + running.length + index);
      if (problem === undefined) send(file);
      else setFailure(problem);
    });
  };

  return { running, failure, add };
}
