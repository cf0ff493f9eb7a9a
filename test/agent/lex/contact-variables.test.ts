import { expect, it } from 'vitest';
import { answerFlow, FlowEvent } from '../../../agent/lex/flow-event.ts';
import { aDesk } from '../../builders/a-desk.ts';
import { aPlaybook } from '../../builders/a-playbook.ts';

const CONTACT = 'd1b0c7a2-6f0e-4b7b-9d58-4a3f2f0a9c11';

it('attributes of a contact that the playbook declares are variables of the call, others are not recorded', async () => {
  const desk = aDesk({
    playbook: aPlaybook({
      variables: { tier: { description: 'Their contract.', type: 'text', from: 'call' } },
    }),
  });
  const event = FlowEvent.parse({
    Name: 'ContactFlowEvent',
    Details: {
      Parameters: { playbook: 'small-practice', step: 'enter' },
      ContactData: {
        ContactId: CONTACT,
        Attributes: { tier: 'gold', campaign: 'spring', crmToken: 'secret' },
      },
    },
  });
  await answerFlow(event, { ...desk.ports, thinkOn: async () => undefined, report: () => undefined });
  const [begun] = desk.store.records;
  expect(begun?.state.variables).toEqual({ tier: 'gold', campaign: 'spring' });
  expect(JSON.stringify(begun)).not.toContain('secret');
});
