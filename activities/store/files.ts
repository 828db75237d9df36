import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';

/** What is known of a stored file; the bytes stand in GridFS. */
export interface FileDocument {
  readonly _id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  /** Where it was uploaded: a task of an instance, or the start form of a process. */
  readonly taskId?: string;
  readonly instanceId?: string;
  readonly branchId?: string;
  readonly processId?: string;
  /** The job that made it, when nobody uploaded it. */
  readonly jobId?: string;
  /** Set when answers that name it were handed in; only then it stays. */
  readonly kept: boolean;
  /** A signature, for example: it goes when its person's data go. */
  readonly personal?: boolean;
}

type Metadata = Omit<FileDocument, '_id' | 'name' | 'bytes' | 'uploadedAt'>;
interface GridFile {
  readonly _id: unknown;
  readonly filename: string;
  readonly length: number;
  readonly uploadDate: Date;
  readonly metadata?: Metadata;
}

/** Attachments, streamed in and out. */
export type Files = ReturnType<typeof filesOf>;

export function filesOf(connection: Connection) {
  const db = () => {
    if (!connection.db) throw new Error('The connection to MongoDB is not open');
    return connection.db;
  };
  const bucket = () => new mongo.GridFSBucket(db(), { bucketName: 'files' });
  const entries = () => db().collection<{ _id: string; filename: string; length: number; uploadDate: Date; metadata: Metadata }>('files.files');

  return {
    /** Stores a stream under a new id. When it breaks off, nothing is left behind. */
    async store(name: string, content: Readable, metadata: Omit<Metadata, 'kept'>): Promise<FileDocument> {
      const id = randomUUID();
      // GridFS allows any kind of id; its types know only one.
      const upload = bucket().openUploadStreamWithId(id as unknown as mongo.ObjectId, name, { metadata: { ...metadata, kept: false } });
      try {
        await pipeline(content, upload);
      } catch (error) {
        await upload.abort().catch(() => undefined);
        throw error;
      }
      return { _id: id, name, bytes: upload.length, uploadedAt: new Date(), ...metadata, kept: false };
    },

    /** Keeps what a job made, at its instance; made again under the same id, what there is stays. */
    async putMade(id: string, name: string, content: Buffer, metadata: Omit<Metadata, 'kept'>): Promise<void> {
      if ((await entries().countDocuments({ _id: id })) > 0) return;
      // An attempt that broke off may have left chunks, which would get into the way.
      await db().collection('files.chunks').deleteMany({ files_id: id as unknown as mongo.ObjectId });
      await pipeline(Readable.from([content]), bucket().openUploadStreamWithId(id as unknown as mongo.ObjectId, name, { metadata: { ...metadata, kept: true } }));
    },

    /** What jobs made at an instance, newest first. */
    async madeAt(instanceId: string): Promise<FileDocument[]> {
      return (await entries().find({ 'metadata.instanceId': instanceId, 'metadata.jobId': { $exists: true } }).sort({ uploadDate: -1 }).limit(100).toArray()).map(fileOf);
    },

    async byId(id: string): Promise<FileDocument | undefined> {
      const found = await entries().findOne({ _id: id });
      return found ? fileOf(found) : undefined;
    },

    async byIds(ids: readonly string[]): Promise<FileDocument[]> {
      return (await entries().find({ _id: { $in: [...ids] } }).toArray()).map(fileOf);
    },

    content: (id: string): Readable => bucket().openDownloadStream(id as unknown as mongo.ObjectId),

    /** Marks files as part of handed-in answers, at their instance. */
    async keep(ids: readonly string[], place: { readonly instanceId: string; readonly branchId: string }): Promise<void> {
      if (ids.length === 0) return;
      await entries().updateMany({ _id: { $in: [...ids] } }, { $set: { 'metadata.kept': true, 'metadata.instanceId': place.instanceId, 'metadata.branchId': place.branchId } });
    },

    /** Marks files as somebody's personal data. */
    markPersonal: async (ids: readonly string[]): Promise<void> => {
      if (ids.length > 0) await entries().updateMany({ _id: { $in: [...ids] } }, { $set: { 'metadata.personal': true } });
    },

    /** Removes the personal files of an instance, for good. */
    async removePersonal(instanceId: string): Promise<void> {
      const found = await entries().find({ 'metadata.instanceId': instanceId, 'metadata.personal': true }).toArray();
      for (const { _id } of found) await bucket().delete(_id as unknown as mongo.ObjectId);
    },

    setType: async (id: string, type: string): Promise<void> => {
      await entries().updateOne({ _id: id }, { $set: { 'metadata.type': type } });
    },

    /** Removes a file and its bytes; one that is gone already is no error. */
    async remove(id: string): Promise<void> {
      if ((await entries().countDocuments({ _id: id })) > 0) await bucket().delete(id as unknown as mongo.ObjectId);
    },

    /** How many uploads of a person no answers name yet. */
    countPending: (personId: string): Promise<number> => entries().countDocuments({ 'metadata.kept': false, 'metadata.uploadedBy': personId }),

    /** Uploads older than `before` that no answers name. */
    async pendingSince(before: Date): Promise<FileDocument[]> {
      return (await entries().find({ 'metadata.kept': false, uploadDate: { $lt: before } }).limit(500).toArray()).map(fileOf);
    },

    async createIndexes(): Promise<void> {
      await entries().createIndex({ 'metadata.kept': 1, uploadDate: 1 });
      await entries().createIndex({ 'metadata.uploadedBy': 1, 'metadata.kept': 1 });
      await entries().createIndex({ 'metadata.instanceId': 1 });
    },
  };
}

function fileOf(file: GridFile): FileDocument {
  const { metadata } = file;
  if (metadata === undefined) throw new Error(`File "${String(file._id)}" has no metadata`);
  return { _id: String(file._id), name: file.filename, bytes: file.length, uploadedAt: file.uploadDate, ...metadata };
}
