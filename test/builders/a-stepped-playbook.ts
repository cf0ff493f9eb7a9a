import { compile } from '../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { PlaybookSource } from '../../agent/playbook/schema.ts';
import type { HttpRequest } from '../../agent/tools/connector/http.ts';
import type { ConnectorPorts } from '../../agent/tools/connector/use-connector.ts';
import { aConnector } from './a-connector.ts';
import { aPlaybookSource } from './a-playbook.ts';

const en = (text: string) => ({ 'en-US': text });
const ens = (...texts: string[]) => ({ 'en-US': texts });

/** The steps of a quote: the area first, then what is needed, then who it is for, read back and saved. */
export const QUOTE_STEPS = {
  area: { collect: ['zip'], next: 'in_area' },
  in_area: {
    tool: 'check_area',
    input: { zip: { field: 'zip' } },
    next: [{ when: { variable: 'served', is: 'yes' }, go: 'good' }, { go: 'elsewhere' }],
    failed: 'unchecked',
  },
  unchecked: { handover: 'The area could not be checked.' },
  elsewhere: {
    forget: ['zip'],
    say: en('We do not work in {zip} yet.'),
    next: 'area',
  },
  good: { say: en('Good, we work there.'), next: 'need' },
  need: {
    collect: ['need', 'owner'],
    next: [{ when: { field: 'owner', is: 'no' }, go: 'landlord' }, { go: 'contact' }],
  },
  landlord: { handover: 'The caller does not own the house.' },
  contact: { flow: 'contact_details', next: 'summary' },
  summary: { confirm: en('A {need} in {zip} for {name}, {phone}. Is that right?'), next: 'save' },
  save: {
    tool: 'create_lead',
    input: { name: { field: 'name' }, phone: { field: 'phone' }, need: { field: 'need' }, source: 'phone' },
    next: 'finish',
    failed: 'not_saved',
  },
  not_saved: { handover: 'The request could not be saved.' },
  finish: { done: en('Thank you, {name}, we will call you.') },
};

/** A playbook for home services: one goal with steps that share a flow, and two connectors. */
export function aSteppedSource(changes: Partial<PlaybookSource> = {}): PlaybookSource {
  const base = aPlaybookSource();
  return PlaybookSource.parse({
    ...base,
    id: 'home-services',
    variables: {
      served: { description: 'Whether we work in the area.', type: 'yes-no', from: 'tool', out: true },
    },
    fields: {
      ...base.fields,
      zip: {
        type: 'number',
        least: 10000,
        most: 99999,
        label: en('the zip code'),
        ask: en('Your zip code?'),
      },
      need: {
        type: 'choice',
        label: en('what you need'),
        ask: en('A repair or a new roof?'),
        choices: {
          repair: { label: en('repair'), phrases: ens('repair', 'leak') },
          roof: { label: en('new roof'), phrases: ens('new roof') },
        },
      },
      owner: { type: 'yes-no', label: en('whether you own the house'), ask: en('Do you own the house?') },
    },
    goals: {
      quote: {
        label: en('get a quote'),
        phrases: ens('i need a quote', 'get a quote'),
        start: 'area',
        steps: QUOTE_STEPS,
      },
      ...base.goals,
    },
    flows: {
      contact_details: {
        start: 'who',
        steps: { who: { collect: ['name'], next: 'number' }, number: { collect: ['phone'] } },
      },
    },
    connectors: {
      check_area: aConnector({ sets: { served: '/served' } }),
      create_lead: aConnector({
        description: 'Saves a request.',
        method: 'POST',
        url: 'https://api.example.com/leads',
        input: {
          type: 'object',
          properties: {
            name: { type: 'string' },
            phone: { type: 'string' },
            need: { type: 'string' },
            source: { type: 'string' },
          },
          required: ['name', 'phone', 'need'],
        },
        output: { type: 'object' },
      }),
    },
    ...changes,
  });
}

/** `aSteppedSource`, compiled. */
export function aSteppedPlaybook(changes: Partial<PlaybookSource> = {}): CompiledPlaybook {
  return compile(aSteppedSource(changes));
}

export interface HomeServices extends ConnectorPorts {
  /** What was sent, in order. */
  readonly requests: HttpRequest[];
  /** Nothing can be reached from now on. */
  goDown(): void;
}

/** The business's own services: areas that begin with 98 are served, and every lead is saved. */
export function homeServices(): HomeServices {
  const requests: HttpRequest[] = [];
  let down = false;
  return {
    requests,
    goDown() {
      down = true;
    },
    http: {
      async send(request) {
        requests.push(request);
        if (down) return { outcome: 'unreachable', code: 'ECONNREFUSED' };
        const served = request.url.includes('/areas/98');
        const body = request.url.includes('/areas/') ? { served } : {};
        return { outcome: 'answered', status: 200, body: JSON.stringify(body) };
      },
    },
    secrets: { get: async (name) => `secret of ${name}` },
  };
}
