/** A command that could not do what was asked, for a reason that the user can act on. Printed without a stack. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
