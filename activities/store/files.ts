import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { opening, resealed, sealing, type FileSeal } from './file-seal';
import type { PersonalData } from './personal-data';

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
  /** Groups that may read it, when who sees the instance must not: a copy of what is kept about somebody. */
  readonly readers?: readonly string[];
  /** The subject whose data it copies, though another's key seals it: it goes when either is forgotten. */
  readonly copyOf?: string;
  /** Set when answers that name it were handed in; only then it stays. */
  readonly kept: boolean;
  /** Of everything that people uploaded; papers that a job made hold nothing personal. */
  readonly seal?: FileSeal;
}

type Metadata = Omit<FileDocument, '_id' | 'name' | 'bytes' | 'uploadedAt'>;
interface GridFile {
  readonly _id: unknown;
  readonly filename: string;
  readonly length: number;
  readonly uploadDate: Date;
  readonly metadata?: Metadata;
}

/** Where a file belongs, and whose data key seals it. */
export interface FilePlace {
  readonly instanceId: string;
  readonly branchId: string;
  readonly subject: string;
}

/** What GridFS calls a file whose name is sealed. */
const SEALED_NAME = 'sealed';
const ERASED_NAME = '（已删除）';

/** Attachments, streamed in and out; sealed on the way. */
export type Files = ReturnType<typeof filesOf>;

export function filesOf(connection: Connection, personal: PersonalData) {
  const db = () => {
    if (!connection.db) throw new Error('The connection to MongoDB is not open');
    return connection.db;
  };
  const bucket = () => new mongo.GridFSBucket(db(), { bucketName: 'files' });
  const entries = () => db().collection<{ _id: string; filename: string; length: number; uploadDate: Date; metadata: Metadata }>('files.files');

  /** Files with their names opened, in one query for all keys. */
  const documentsOf = async (found: readonly GridFile[]): Promise<FileDocument[]> => {
    const opened = await personal.openMany(found.map(({ filename, metadata }) => ({ name: metadata?.seal === undefined ? filename : metadata.seal.name })));
    return found.map((file, index) => fileOf(file, opened[index]?.['name']));
  };

  return {
    /** Stores a stream under a new id, sealed for the subject. When it breaks off, nothing is left behind. Throws `SubjectForgotten`. */
    async store(name: string, content: Readable, { subject, ...metadata }: Omit<Metadata, 'kept' | 'seal'> & { readonly subject: string }): Promise<FileDocument> {
      const id = randomUUID();
      const { seal, stream, tag } = await sealing(personal, subject, name);
      // GridFS allows any kind of id; its types know only one.
      const upload = bucket().openUploadStreamWithId(id as unknown as mongo.ObjectId, SEALED_NAME, { metadata: { ...metadata, kept: false, seal } });
      try {
        await pipeline(content, stream, upload);
      } catch (error) {
        await upload.abort().catch(() => undefined);
        throw error;
      }
      const complete = { ...seal, tag: tag() };
      await entries().updateOne({ _id: id }, { $set: { 'metadata.seal.tag': complete.tag } });
      return { _id: id, name, bytes: upload.length, uploadedAt: new Date(), ...metadata, kept: false, seal: complete };
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
      return documentsOf(await entries().find({ 'metadata.instanceId': instanceId, 'metadata.jobId': { $exists: true } }).sort({ uploadDate: -1 }).limit(100).toArray());
    },

    async byId(id: string): Promise<FileDocument | undefined> {
      const found = await entries().findOne({ _id: id });
      return found ? (await documentsOf([found]))[0] : undefined;
    },

    async byIds(ids: readonly string[]): Promise<FileDocument[]> {
      return documentsOf(await entries().find({ _id: { $in: [...ids] } }).toArray());
    },

    /** A file's bytes as they came; undefined when the key that sealed them is gone. */
    async content({ _id, seal }: Pick<FileDocument, '_id' | 'seal'>): Promise<Readable | undefined> {
      const content = (): Readable => bucket().openDownloadStream(_id as unknown as mongo.ObjectId);
      return seal === undefined ? content() : opening(personal, seal, content());
    },

    /** Marks files as part of handed-in answers, at their instance, and seals them for its subject. Throws `SubjectForgotten`. */
    async keep(ids: readonly string[], { instanceId, branchId, subject }: FilePlace): Promise<void> {
      if (ids.length === 0) return;
      const place = { 'metadata.kept': true, 'metadata.instanceId': instanceId, 'metadata.branchId': branchId };
      for (const { _id, metadata } of await entries().find({ _id: { $in: [...ids] } }).toArray()) {
        // What was handed in before, at another step, belongs to whom it belongs.
        const seal = metadata.seal === undefined || metadata.kept || metadata.seal.subject === subject ? undefined : await resealed(personal, metadata.seal, subject);
        await entries().updateOne({ _id }, { $set: { ...place, ...(seal === undefined ? {} : { 'metadata.seal': seal }) } });
      }
    },

    /** What was handed in and is sealed for a subject, oldest first. */
    async ofSubject(subject: string): Promise<FileDocument[]> {
      return documentsOf(await entries().find({ 'metadata.seal.subject': subject, 'metadata.kept': true }).sort({ uploadDate: 1 }).toArray());
    },

    /** Removes everything that was sealed for a subject, bytes and all, and copies of what was known of it. */
    async removeOf(subject: string): Promise<void> {
      for (const { _id } of await entries().find({ $or: [{ 'metadata.seal.subject': subject }, { 'metadata.copyOf': subject }] }).toArray()) await bucket().delete(_id as unknown as mongo.ObjectId);
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
      return documentsOf(await entries().find({ 'metadata.kept': false, uploadDate: { $lt: before } }).limit(500).toArray());
    },

    async createIndexes(): Promise<void> {
      await entries().createIndex({ 'metadata.kept': 1, uploadDate: 1 });
      await entries().createIndex({ 'metadata.uploadedBy': 1, 'metadata.kept': 1 });
      await entries().createIndex({ 'metadata.instanceId': 1 });
      await entries().createIndex({ 'metadata.seal.subject': 1 });
      await entries().createIndex({ 'metadata.copyOf': 1 }, { sparse: true });
    },
  };
}

function fileOf(file: GridFile, name: unknown): FileDocument {
  const { metadata } = file;
  if (metadata === undefined) throw new Error(`File "${String(file._id)}" has no metadata`);
  return { _id: String(file._id), name: typeof name === 'string' ? name : ERASED_NAME, bytes: file.length, uploadedAt: file.uploadDate, ...metadata };
}
