import { playbookWith } from './playbook-text.ts';

/** The small playbook with a goal of steps, a flow, a connector and two variables, as text. */
const STEPPED = `  advise:
    label: { en-US: get advice }
    phrases: { en-US: [i need advice] }
    start: what
    steps:
      what:
        collect: [reason]
        next: priced
      priced:
        tool: get_price
        input: { service: { field: reason }, urgent: false }
        next:
          - when: { variable: price, atMost: 50 }
            go: cheap
          - go: who
        failed: person
      cheap:
        say: { en-US: That is cheap. }
        next: who
      who:
        flow: contact
        next: summary
      summary:
        confirm: { en-US: "{reason} for {name}?" }
        next: finish
      person:
        handover: The price could not be told.
      finish:
        done: { en-US: "Done, {nickname}." }
flows:
  contact:
    start: name
    steps:
      name:
        collect: [name]
        next: number
      number:
        collect: [phone]
variables:
  price: { description: What it costs., type: number, from: tool }
  nickname:
    description: How the caller likes to be called.
    type: text
    from: call
    whenUnknown: { en-US: my friend }
connectors:
  get_price:
    description: Says what a service costs.
    method: GET
    url: https://api.example.com/prices/{service}
    input:
      type: object
      properties: { service: { type: string }, urgent: { type: boolean } }
      required: [service]
    output: { type: object }
    sets: { price: /price }
    timeoutMs: 2000
    idempotent: true
tools:
  - find_free_slots
`;

/** The text with changes. Throws when what is to be changed does not stand in it exactly once. */
export function steppedWith(...changes: readonly [find: string, replacement: string][]): string {
  const stepped = playbookWith(['tools:\n  - find_free_slots\n', STEPPED]);
  return changes.reduce((text, [find, replacement]) => {
    const parts = text.split(find);
    if (parts.length !== 2)
      throw new Error(`"${find}" stands ${parts.length - 1} times in the playbook, not once.`);
    return parts.join(replacement);
  }, stepped);
}
