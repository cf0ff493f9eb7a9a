import { sayValue } from '../capture/say-value.ts';
import type { Field } from '../playbook/schema.ts';
import type { ToolInput } from './inputs.ts';
import { failed, succeeded, type ToolOutcome } from './outcome.ts';
import type { ToolContext } from './tool.ts';

/** Notes facts of the caller under the playbook's fields. All of them are checked first, or none is noted. */
export function noteFields(input: ToolInput<'note_fields'>, context: ToolContext): ToolOutcome {
  const known = context.playbook.source.fields;
  const noted: Record<string, { value: string; spoken: string }> = {};
  const problems: string[] = [];
  for (const [id, value] of Object.entries(input.fields)) {
    const field = Object.hasOwn(known, id) ? known[id] : undefined;
    const spoken = field === undefined ? undefined : sayValue(field, value.trim(), context.locale);
    if (spoken !== undefined) noted[id] = { value: value.trim(), spoken };
    else problems.push(`fields.${id}: ${expected(field, Object.keys(known))}`);
  }
  if (problems.length > 0) return failed('bad-input', problems.join('; '), { problems });
  return succeeded({ noted: Object.keys(noted) }, { effect: 'fields-noted', fields: noted });
}

function expected(field: Field | undefined, known: string[]): string {
  switch (field?.type) {
    case undefined:
      return `no such field; the fields are ${known.join(', ')}`;
    case 'phone':
      return 'must be a phone number in E.164, such as +12065550100';
    case 'date':
      return 'must be a date, YYYY-MM-DD';
    case 'time':
      return 'must be a time of day, HH:mm';
    case 'email':
      return 'must be an e-mail address';
    case 'date-of-birth':
      return 'must be a date, YYYY-MM-DD';
    case 'date-range':
      return 'must be two dates with a slash between them, YYYY-MM-DD/YYYY-MM-DD';
    case 'number':
      return 'must be a whole number in digits';
    case 'postal-code':
      return `must be a postal code of ${field.digits} digits`;
    case 'money':
      return 'must be an amount with two decimals, such as 350.00';
    case 'yes-no':
      return 'must be yes or no';
    case 'choice':
      return `must be one of ${Object.keys(field.choices).join(', ')}`;
    default:
      return 'must not be empty';
  }
}
