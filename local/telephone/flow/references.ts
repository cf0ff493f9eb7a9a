import { isRecord } from '../../cloud/intrinsics.ts';
import { type Contact, initiationOf } from './contact.ts';
import { FlowProblem } from './flow-problem.ts';

/** `$.Attributes.need`, `$.Lex.SessionAttributes['x-amz-lex:…']`: a path into the contact. */
const REFERENCE = /\$\.[A-Za-z]+(?:\.[A-Za-z0-9_-]+|\['[^']*'\]|\["[^"]*"\])*/g;
const STEP = /\.([A-Za-z0-9_-]+)|\['([^']*)'\]|\["([^"]*)"\]/g;

/** What is not known of a contact is an empty text, as in Connect. */
const UNKNOWN = '';

/**
 * A parameter of an action with its references to the contact filled in, wherever in it they stand.
 *
 * @throws FlowProblem for a reference to something that no contact has.
 */
export function fillReferences(value: unknown, contact: Contact): unknown {
  if (typeof value === 'string') return fillText(value, contact);
  if (Array.isArray(value)) return value.map((each) => fillReferences(each, contact));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fillReferences(each, contact)]));
}

function fillText(text: string, contact: Contact): string {
  if (!text.includes('$.')) return text;
  const view = viewOf(contact);
  return text.replace(REFERENCE, (reference) => lookUp(reference, view));
}

/** A contact in the words of Connect's JSONPath reference ("List of available contact attributes"). */
function viewOf(contact: Contact): Record<string, unknown> {
  const { bot, queue } = contact;
  return {
    ContactId: contact.contactId,
    InitialContactId: contact.contactId,
    Channel: contact.channel,
    InitiationMethod: initiationOf(contact),
    InstanceARN: contact.instanceArn,
    LanguageCode: contact.languageCode,
    TextToSpeechVoiceId: contact.voice.name,
    CustomerEndpoint: { Address: contact.from, Type: 'TELEPHONE_NUMBER' },
    SystemEndpoint: { Address: contact.to, Type: 'TELEPHONE_NUMBER' },
    Attributes: contact.attributes,
    External: contact.external,
    StoredCustomerInput: contact.storedInput,
    Queue: { Name: queue?.name, ARN: queue?.arn },
    Lex: {
      IntentName: bot?.intentName,
      Slots: bot?.slots ?? {},
      SessionAttributes: bot?.sessionAttributes ?? {},
      SentimentResponse: { Scores: bot?.sentiment ?? {} },
    },
  };
}

function lookUp(reference: string, view: Record<string, unknown>): string {
  let value: unknown = view;
  const steps = [...reference.slice(1).matchAll(STEP)].map(
    ([, word, single, double]) => word ?? single ?? double ?? '',
  );
  const [root = ''] = steps;
  if (!(root in view)) throw new FlowProblem(`${reference} refers to nothing that a contact has.`);
  for (const step of steps) value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  if (value === undefined || value === null) return UNKNOWN;
  if (typeof value === 'object')
    throw new FlowProblem(`${reference} is not a text: a flow cannot refer to an object or a list.`);
  return String(value);
}
