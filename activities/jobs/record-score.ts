import { isDeepStrictEqual } from 'node:util';
import { ApplicationFailure } from '@temporalio/activity';
import { scoresOf } from '../store/record-scores';
import { optionalInput, wrongInput, type JobHandler } from './job';
import { registryInput } from './record-registry';

/** Computes scores again, since they may depend on the day: of one record, or of all of a registry. How many changed comes back as `changed`. */
export const recordScore: JobHandler = async (job, tools) => {
  const { document } = await registryInput(job, tools);
  const { records } = tools.store;
  const id = optionalInput(job, 'recordId');
  if (id !== undefined && typeof id !== 'string') throw wrongInput(job, 'recordId', 'a text');
  if (id !== undefined && (await records.byId(document.id, id)) === undefined) throw ApplicationFailure.nonRetryable(`There is no record "${id}" in "${document.id}"`, 'NoSuchRecord');
  const { collection } = records.of(document.id).model;
  let changed = 0;
  for await (const part of records.parts(document.id, id === undefined ? {} : { _id: id })) {
    const writes = part.flatMap((record) => {
      const scores = scoresOf(document, { id: record._id, branchId: record.branchId, values: record.values }, tools.now());
      // A save that comes between computes them itself.
      return isDeepStrictEqual(scores, record.scores) ? [] : [{ updateOne: { filter: { _id: record._id as never, revision: record.revision }, update: { $set: { scores } } } }];
    });
    if (writes.length > 0) await collection.bulkWrite(writes, { ordered: false });
    changed += writes.length;
  }
  return { changed };
};
