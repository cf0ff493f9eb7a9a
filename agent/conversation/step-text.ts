import type { CallState } from '../call/call-state.ts';
import { fill } from '../playbook/fill.ts';
import { collectedFields } from '../playbook/goals.ts';
import type { Localized, PlaybookSource } from '../playbook/schema.ts';
import { spokenValues } from './spoken-values.ts';

/** A text of a step as it is said at this moment. Throws when the playbook lacks it in the call's language. */
export function stepText(text: Localized, state: CallState, source: PlaybookSource): string {
  const written = text[state.locale];
  if (written === undefined)
    throw new Error(
      `A step of playbook "${source.id}" has no text in ${state.locale}; run: parley playbook check.`,
    );
  const values = spokenValues({
    source,
    locale: state.locale,
    collected: state.goal === null ? [] : collectedFields(source, state.goal),
    fields: state.fields,
    variables: state.variables ?? {},
    appointment: state.appointment,
  });
  return fill(written, values).trim();
}
