export interface Post {
  readonly role: string;
  readonly branchId: string;
  readonly from?: string;
  readonly to?: string;
}

export interface PersonDocument {
  readonly _id: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly posts: readonly Post[];
  /** `role@branchId` of every post, `role` too for district posts: what inbox queries match. */
  readonly groups: readonly string[];
  readonly sample: boolean;
  readonly locale: 'zh' | 'en';
  readonly failedSignIns: number;
  readonly lockedUntil?: Date;
  readonly createdAt: Date;
  readonly lastSignInAt?: Date;
  /** Sessions that began before are over: the person was disabled, or the password changed. */
  readonly sessionsEndedAt?: Date;
}
