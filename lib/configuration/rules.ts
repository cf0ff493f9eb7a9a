import type { Finding } from '../../agent/playbook/check/finding.ts';
import { didYouMean } from '../../agent/playbook/check/nearest.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { lexLocale } from '../connect/locales.ts';
import type { Configuration, ConnectAgentConfiguration } from './schema.ts';

/** What a schema cannot say: whether the parts of a configuration fit each other and the playbooks. */
export function checkConfiguration(
  configuration: Configuration,
  playbooks: readonly CompiledPlaybook[],
): Finding[] {
  return [
    ...wrongRegions(configuration),
    ...foreignResources(configuration),
    ...sameQueueTwice(configuration),
    ...unknownPlaybooks(configuration, playbooks),
    ...unknownLocales(configuration, playbooks),
    ...chimeWithoutBot(configuration),
  ];
}

interface WrittenArn {
  path: (string | number)[];
  arn: string;
}

/** Every ARN of the configuration, in the order of the file's documentation. */
function arns({ mediaService, connect, texts }: Configuration): WrittenArn[] {
  const written: { path: (string | number)[]; arn: string | undefined }[] = [
    { path: ['texts', 'from'], arn: texts?.from },
    { path: ['mediaService', 'certificateArn'], arn: mediaService?.certificateArn },
    {
      path: ['connect', 'instance', 'arn'],
      arn: connect !== undefined && 'arn' in connect.instance ? connect.instance.arn : undefined,
    },
    ...Object.entries(connect?.agents ?? {}).flatMap(([id, { queue }]) => [
      { path: ['connect', 'agents', id, 'queue', 'arn'], arn: 'arn' in queue ? queue.arn : undefined },
      {
        path: ['connect', 'agents', id, 'queue', 'hoursArn'],
        arn: 'hoursArn' in queue ? queue.hoursArn : undefined,
      },
    ]),
  ];
  return written.flatMap(({ path, arn }) => (arn === undefined ? [] : [{ path, arn }]));
}

/** `arn:partition:service:region:account:resource` */
const REGION_PART = 3;

/** The region that the configuration asks for: as written, or that of its first ARN. */
export function regionOf(configuration: Configuration): string | undefined {
  return configuration.region ?? arns(configuration)[0]?.arn.split(':')[REGION_PART];
}

function wrongRegions(configuration: Configuration): Finding[] {
  const region = regionOf(configuration);
  return arns(configuration)
    .filter(({ arn }) => arn.split(':')[REGION_PART] !== region)
    .map(({ path, arn }) => ({
      path,
      at: 'value' as const,
      message: `this is in ${arn.split(':')[REGION_PART]}, the rest of the deployment in ${region}; Lex, Connect and the functions must share a region`,
    }));
}

/** A queue or hours of another instance cannot be used in this one's flow. */
function foreignResources(configuration: Configuration): Finding[] {
  const instance = configuration.connect?.instance;
  return arns(configuration)
    .filter(({ path }) => path.includes('queue'))
    .flatMap(({ path, arn }): Finding[] => {
      if (instance === undefined || ('arn' in instance && arn.startsWith(`${instance.arn}/`))) return [];
      const message =
        'arn' in instance
          ? `this does not belong to the instance ${instance.arn}`
          : 'a new instance has no queues or hours yet; use "make", and leave "hoursArn" out';
      return [{ path, at: 'value', message }];
    });
}

/** An instance has one queue of a name: the second deployment of it would fail half way. */
function sameQueueTwice({ connect }: Configuration): Finding[] {
  const made = Object.entries(connect?.agents ?? {}).flatMap(([id, { queue }]) =>
    'make' in queue ? [{ id, name: queue.make }] : [],
  );
  return made.flatMap(({ id, name }, index): Finding[] => {
    const first = made.slice(0, index).find((one) => one.name === name);
    if (first === undefined) return [];
    const message = `"${first.id}" makes a queue of this name already; give each its own`;
    return [{ path: ['connect', 'agents', id, 'queue', 'make'], at: 'value', message }];
  });
}

function unknownPlaybooks({ connect, chimePstn }: Configuration, playbooks: readonly CompiledPlaybook[]) {
  const ids = playbooks.map(({ id }) => id);
  const findings = Object.keys(connect?.agents ?? {}).map((id) => ({
    id,
    path: ['connect', 'agents', id],
    at: 'key' as const,
  }));
  const chime =
    chimePstn === undefined
      ? []
      : [{ id: chimePstn.playbook, path: ['chimePstn', 'playbook'], at: 'value' as const }];
  return [...findings, ...chime]
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, path, at }): Finding => {
      return { path, at, message: `there is no playbook "${id}"${didYouMean(id, ids)}` };
    });
}

function unknownLocales({ connect }: Configuration, playbooks: readonly CompiledPlaybook[]): Finding[] {
  return Object.entries(connect?.agents ?? {}).flatMap(([id, agent]) => {
    const playbook = playbooks.find((one) => one.id === id);
    return playbook === undefined ? [] : localesOf(id, agent, playbook);
  });
}

function localesOf(id: string, agent: ConnectAgentConfiguration, playbook: CompiledPlaybook): Finding[] {
  const base = ['connect', 'agents', id];
  if (agent.languages === undefined) {
    return playbook.locales
      .filter((locale) => lexLocale(locale) === undefined)
      .map((locale) => ({
        path: base,
        at: 'key',
        message: `the playbook speaks ${locale}, for which Lex V2 has no locale; list the others under "languages"`,
      }));
  }
  return agent.languages.flatMap((locale, index): Finding[] => {
    const path = [...base, 'languages', index];
    if (lexLocale(locale) === undefined)
      return [{ path, at: 'value', message: `Lex V2 has no locale for "${locale}"` }];
    if (playbook.locales.includes(locale)) return [];
    const message = `the playbook "${id}" does not speak ${locale}${didYouMean(locale, playbook.locales)}`;
    return [{ path, at: 'value', message }];
  });
}

function chimeWithoutBot({ connect, chimePstn }: Configuration): Finding[] {
  if (chimePstn === undefined || connect?.agents[chimePstn.playbook] !== undefined) return [];
  return [
    {
      path: ['chimePstn', 'playbook'],
      at: 'value',
      message: `"${chimePstn.playbook}" has no bot: name it under connect.agents too`,
    },
  ];
}
