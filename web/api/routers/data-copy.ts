import { Type } from '@sinclair/typebox';
import type { FileRef } from '../contract';
import { makeCopy } from '../data-copy/make-copy';
import { closed, parse } from '../parse';
import { may, Routes } from '../routes';
import type { Services } from '../services';
import { fileRef } from '../submission-views';
import { Unmasking } from '../unmasking';

const Wanted = closed({ format: Type.Union([Type.Literal('pdf'), Type.Literal('xlsx')]) });

/** The copy that somebody gets who asks what is kept about them. */
export function dataCopyRoutes(services: Services): Routes {
  const unmasking = new Unmasking(services);
  return new Routes(services).post('/tasks/:id/copy', may('copy', 'Record'), async (call): Promise<FileRef> => {
    const { format } = parse(Wanted, call.request.body);
    const file = await makeCopy(call, unmasking, format);
    call.response.status(201);
    return fileRef(file);
  });
}
