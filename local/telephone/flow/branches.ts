import type { FlowError, Operator, Transitions } from './contact-flow.ts';

/** How an action ends: on its ordinary way, with a value that conditions are held to, or with an error. */
export type Exit = { by: 'next' } | { by: 'value'; value: string } | { by: 'error'; error: FlowError };

type Compare = (value: string, operand: string) => boolean;

const OPERATORS: Readonly<Record<Operator, Compare>> = {
  Equals: (value, operand) => value === operand,
  TextStartsWith: (value, operand) => value.startsWith(operand),
  TextEndsWith: (value, operand) => value.endsWith(operand),
  TextContains: (value, operand) => value.includes(operand),
  NumberGreaterThan: numbers((value, operand) => value > operand),
  NumberGreaterOrEqualTo: numbers((value, operand) => value >= operand),
  NumberLessThan: numbers((value, operand) => value < operand),
  NumberLessOrEqualTo: numbers((value, operand) => value <= operand),
};

/**
 * The action that follows. A value for which there is no condition leaves by NoMatchingCondition, and an error
 * without a branch of its own by NoMatchingError. Undefined when the flow has no way on: the contact ends there.
 */
export function follow({ NextAction, Conditions, Errors }: Transitions, exit: Exit): string | undefined {
  switch (exit.by) {
    case 'next':
      return NextAction;
    case 'value': {
      const met = Conditions.find(({ Condition: { Operator: operator, Operands } }) =>
        Operands.some((operand) => OPERATORS[operator](exit.value, operand)),
      );
      return met?.NextAction ?? branchFor(Errors, 'NoMatchingCondition');
    }
    case 'error':
      return branchFor(Errors, exit.error) ?? branchFor(Errors, 'NoMatchingError');
  }
}

function branchFor(errors: Transitions['Errors'], error: FlowError): string | undefined {
  return errors.find(({ ErrorType }) => ErrorType === error)?.NextAction;
}

/** A text that is no number meets no condition on numbers. */
function numbers(compare: (value: number, operand: number) => boolean): Compare {
  return (value, operand) =>
    value.trim() !== '' && operand.trim() !== '' && compare(Number(value), Number(operand));
}
