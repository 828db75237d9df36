/** What was asked for on the command line can't be done as it stands. */
export class WrongArgument extends Error {
  override readonly name = 'WrongArgument';
}
