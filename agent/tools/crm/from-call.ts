import type { CallState } from '../../call/call-state.ts';
import type { FieldType, PlaybookSource } from '../../playbook/schema.ts';
import type { LeadIdentity } from './crm.ts';
import { type LeadChanges, MAX_LEAD_VALUE_CHARACTERS } from './lead.ts';

/** What of a call is looked at. */
export type CallFacts = Pick<CallState, 'fields' | 'variables' | 'from'>;

/** The value of the first field of that type that the call knows, in the playbook's order. */
export function valueOfType(
  { fields }: CallFacts,
  { fields: declared }: Pick<PlaybookSource, 'fields'>,
  type: FieldType,
): string | undefined {
  const id = Object.keys(declared).find((one) => declared[one]?.type === type && fields[one] !== undefined);
  return id === undefined ? undefined : fields[id]?.value;
}

/** The value of a field or variable of the call. Fields go first: the caller said them in this call. */
export function valueNamed({ fields, variables }: CallFacts, name: string): string | undefined {
  if (Object.hasOwn(fields, name)) return fields[name]?.value;
  return variables !== undefined && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** Who the caller is, as far as the call knows: the number that they gave, else the one that they call from. */
export function identityOf(call: CallFacts, source: Pick<PlaybookSource, 'fields'>): LeadIdentity {
  return {
    phone: valueOfType(call, source, 'phone') ?? call.from,
    email: valueOfType(call, source, 'email')?.toLowerCase(),
  };
}

/**
 * What the caller told of themselves, by the playbook's `crm`. What is not known is absent, and so is the number
 * that they call from: it may be somebody else's telephone.
 */
export function leadFromCall(call: CallFacts, source: Pick<PlaybookSource, 'fields' | 'crm'>): LeadChanges {
  const phone = valueOfType(call, source, 'phone');
  const email = valueOfType(call, source, 'email')?.toLowerCase();
  const name = valueOfType(call, source, 'person-name');
  const score = source.crm?.score === undefined ? undefined : valueNamed(call, source.crm.score);
  const fields = Object.entries(source.crm?.fields ?? {}).flatMap(([inLead, inCall]) => {
    const value = valueNamed(call, inCall);
    return value === undefined ? [] : [[inLead, value.slice(0, MAX_LEAD_VALUE_CHARACTERS)]];
  });
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    ...(score === undefined || Number.isNaN(Number(score)) ? {} : { score: Number(score) }),
    ...(fields.length === 0 ? {} : { fields: Object.fromEntries(fields) }),
  };
}
