import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { ConfigurationInput } from '../../lib/configuration/schema.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { type Synthesized, synthesizeTemplate } from '../../lib/synthesize.ts';

/** Any certificate: a media service that has one is open to the internet. */
export const CERTIFICATE =
  'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000';

/** Everything on: media service, a new instance with a queue and a number, and SIP media applications. */
export const EVERYTHING: ConfigurationInput = {
  mediaService: { certificateArn: CERTIFICATE },
  connect: {
    instance: { alias: 'alder-lane' },
    agents: {
      'dental-appointments': {
        queue: { make: 'Front desk' },
        claimNumber: { country: 'US', type: 'DID' },
      },
    },
  },
  chimePstn: { playbook: 'dental-appointments', numbers: ['+12065550100'] },
};

const made = new Map<string, Synthesized>();
let playbooks: CompiledPlaybook[] | undefined;

/** The stack as it is deployed with this configuration, with the repository's own playbooks. */
export function stackWith(configuration: ConfigurationInput = {}): Synthesized {
  const key = JSON.stringify(configuration);
  playbooks ??= loadPlaybooks();
  const synthesized = made.get(key) ?? synthesizeTemplate(configuration, playbooks);
  made.set(key, synthesized);
  return synthesized;
}
