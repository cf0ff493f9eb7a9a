/** Why the laptop's cloud cannot do what was asked of it, and what to do about it. */
export class CloudProblem extends Error {
  override readonly name = 'CloudProblem';
}
