import type { ConfigurationInput } from '../../lib/configuration/schema.ts';
import { loadPlaybooks } from '../../lib/playbooks.ts';
import { type Synthesized, synthesizeTemplate } from '../../lib/synthesize.ts';

/** Any certificate: a media service that has one is open to the internet. */
export const CERTIFICATE =
  'arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000000';

const made = new Map<string, Synthesized>();

/** The stack as it is deployed with this configuration, with the repository's own playbooks. */
export function stackWith(configuration: ConfigurationInput = {}): Synthesized {
  const key = JSON.stringify(configuration);
  const synthesized = made.get(key) ?? synthesizeTemplate(configuration, loadPlaybooks());
  made.set(key, synthesized);
  return synthesized;
}
