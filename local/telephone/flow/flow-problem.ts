/** A contact flow that Amazon Connect would refuse, or that asks for what the laptop's telephone cannot do. */
export class FlowProblem extends Error {
  override readonly name = 'FlowProblem';
}
