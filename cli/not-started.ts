/** A part that would not start; the message says which and carries what it said itself. */
export class NotStarted extends Error {
  override readonly name = 'NotStarted';
}
