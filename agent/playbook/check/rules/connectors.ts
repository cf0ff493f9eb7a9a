import { urlPlaceholders } from '../../../tools/connector/request.ts';
import { checkerOf, UnusableSchema } from '../../../tools/connector/schemas.ts';
import type { JsonSchema } from '../../schema/connector.ts';
import type { Draft, DraftConnector } from '../draft.ts';
import type { Finding } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { isGroup } from '../schema-shape.ts';

/** Hosts that mean the machine itself: a service that is tried out on a laptop. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** An address instead of a name. A business's service has a name; an address in a playbook is a way inside. */
const IP_ADDRESS = /^(\d+\.\d+\.\d+\.\d+|\[.*\])$/;
/** A name that every placeholder can stand for without changing what an address means. */
const STAND_IN = 'x';

/** A rule about each connector by itself. */
function forEachConnector(rule: (id: string, connector: DraftConnector, draft: Draft) => Finding[]): Rule {
  return (draft) => Object.entries(draft.connectors).flatMap(([id, connector]) => rule(id, connector, draft));
}

const urlIsSafe = forEachConnector((id, { url }) => {
  if (url === undefined) return [];
  const problem = urlProblem(url);
  return problem === undefined ? [] : [{ path: ['connectors', id, 'url'], at: 'value', message: problem }];
});

function urlProblem(url: string): string | undefined {
  if (!URL.canParse(url.replaceAll(/\{[^{}]*\}/g, STAND_IN)))
    return `"${url}" is no address; write one such as https://api.example.com/areas/{zip}`;
  const { protocol, hostname, username } = new URL(url.replaceAll(/\{[^{}]*\}/g, STAND_IN));
  const host = /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? '';
  if (host.includes('{'))
    return 'the host must be written out; what callers say may not choose where a request goes';
  if (username !== '') return 'a name or password in an address is seen by many; use headers with a secret';
  if (LOOPBACK.has(hostname)) return undefined;
  if (protocol !== 'https:') return `"${url}" is not encrypted; use https`;
  return IP_ADDRESS.test(hostname)
    ? `"${hostname}" is an address of a machine; write the name of the service`
    : undefined;
}

const schemasAreUsable = forEachConnector((id, { input, output }) => [
  ...schemaFindings(id, 'input', input),
  ...schemaFindings(id, 'output', output),
]);

function schemaFindings(id: string, key: 'input' | 'output', schema: JsonSchema | undefined): Finding[] {
  if (schema === undefined) return [];
  const at = { path: ['connectors', id, key], at: 'key' as const };
  if (key === 'input' && (schema.type !== 'object' || !isGroup(schema.properties)))
    return [{ ...at, message: 'input should be a schema of an object: type: object, with properties' }];
  try {
    checkerOf(schema);
    return [];
  } catch (cause) {
    if (!(cause instanceof UnusableSchema)) throw cause;
    return cause.places.map(({ path, message }) => ({
      path: [...at.path, ...path],
      at: 'key' as const,
      message: `${key} is no JSON Schema that can be checked: ${message}`,
    }));
  }
}

/** A schema that describes its properties says no other name to be required: mostly one of them is misspelled. */
const requiredIsDescribed = forEachConnector((id, connector) =>
  (['input', 'output'] as const).flatMap((key) => {
    const { properties, required } = connector[key] ?? {};
    if (!isGroup(properties) || !Array.isArray(required)) return [];
    const names = Object.keys(properties);
    return required.flatMap((name, index): Finding[] =>
      typeof name !== 'string' || names.includes(name)
        ? []
        : [
            {
              path: ['connectors', id, key, 'required', index],
              at: 'value',
              message: `"${name}" is required and not among properties${didYouMean(name, names, '; describe it there')}`,
            },
          ],
    );
  }),
);

/** A part of the answer that its schema does not describe is never there to be put into a variable. */
const setsPartsOfTheAnswer = forEachConnector((id, { output, sets }) =>
  Object.entries(sets ?? {}).flatMap(([name, pointer]): Finding[] => {
    const message = pointer === undefined || output === undefined ? undefined : strayPointer(pointer, output);
    return message === undefined ? [] : [{ path: ['connectors', id, 'sets', name], at: 'value', message }];
  }),
);

/** Follows a JSON pointer (RFC 6901) as far as the schema describes the way; undefined when nothing is wrong. */
function strayPointer(pointer: string, schema: JsonSchema): string | undefined {
  let here: unknown = schema;
  for (const step of pointer.split('/').slice(1)) {
    if (!isGroup(here) || !isGroup(here.properties)) return undefined;
    const names = Object.keys(here.properties);
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!names.includes(name))
      return `output has no "${name}"${didYouMean(name, names, `; it has ${names.join(', ')}`)}`;
    here = here.properties[name];
  }
  return undefined;
}

/** What stands in the address is always there: it is a required input. */
const placeholdersAreInputs = forEachConnector((id, { url, input }) => {
  if (url === undefined || input === undefined || !isGroup(input.properties)) return [];
  const properties = Object.keys(input.properties);
  const required: unknown[] = Array.isArray(input.required) ? input.required : [];
  return urlPlaceholders(url).flatMap((name): Finding[] => {
    const path = ['connectors', id, 'url'];
    if (!properties.includes(name))
      return [
        {
          path,
          at: 'value',
          message: `{${name}} is no input of the connector${didYouMean(name, properties, '; add it to properties of input')}`,
        },
      ];
    return required.includes(name)
      ? []
      : [{ path, at: 'value', message: `{${name}} may be missing; add it to required of input` }];
  });
});

/** Only what the playbook declares as coming from a tool can be set by one. */
const setsDeclaredVariables = forEachConnector((id, { sets }, { variables }) =>
  Object.keys(sets ?? {}).flatMap((name): Finding[] => {
    const declared = Object.keys(variables).filter((one) => variables[one]?.from === 'tool');
    return declared.includes(name)
      ? []
      : [
          {
            path: ['connectors', id, 'sets', name],
            at: 'key',
            message: `there is no variable "${name}" with from: tool${didYouMean(name, declared, '; declare it under variables')}`,
          },
        ];
  }),
);

export const connectorRules: readonly Rule[] = [
  urlIsSafe,
  schemasAreUsable,
  requiredIsDescribed,
  placeholdersAreInputs,
  setsDeclaredVariables,
  setsPartsOfTheAnswer,
];
