import { Connector } from '../../agent/playbook/schema/connector.ts';

/** A connector that asks by zip code whether the business works there. */
export function aConnector(changes: Partial<Connector> = {}): Connector {
  return Connector.parse({
    description: 'Says whether we work in an area. Use it as soon as the zip code is known.',
    method: 'GET',
    url: 'https://api.example.com/areas/{zip}',
    input: {
      type: 'object',
      properties: { zip: { type: 'string', pattern: '^[0-9]{5}$' }, service: { type: 'string' } },
      required: ['zip'],
    },
    output: {
      type: 'object',
      properties: { served: { type: 'boolean' }, team: { type: 'string' } },
      required: ['served'],
    },
    timeoutMs: 2_000,
    idempotent: true,
    ...changes,
  });
}
