/** Whose data key seals personal answers: destroying it makes them unreadable for good. */
export function subjectOfInstance(instanceId: string): string {
  return `instance/${instanceId}`;
}

/** A start form is handed in before its instance has an id. */
export function subjectOfStart(key: string): string {
  return `start/${key}`;
}

/** A file for a start form is uploaded before anybody knows what it will belong to. */
export function subjectOfUpload(uploadedBy: string): string {
  return `upload/${uploadedBy}`;
}

export function subjectOfPerson(personId: string): string {
  return `person/${personId}`;
}

/** A record's own personal fields, those of records that belong to it, and answers of instances about it. */
export function subjectOfRecord(registry: string, recordId: string): string {
  return `record/${registry}/${recordId}`;
}

/** `<registry>/<id>` of the record whose key it is; undefined of any other subject. */
export function recordOfSubject(subject: string): string | undefined {
  return /^record\/(.+\/.+)$/.exec(subject)?.[1];
}
