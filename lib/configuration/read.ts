import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { type Finding, quotedList } from '../../agent/playbook/check/finding.ts';
import { didYouMean } from '../../agent/playbook/check/nearest.ts';
import { readYaml } from '../../agent/playbook/check/yaml-document.ts';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { REPOSITORY_ROOT } from '../repository.ts';
import { ConfigurationInvalid } from './problem.ts';
import { checkConfiguration } from './rules.ts';
import { Configuration } from './schema.ts';
import { isSections, soundParts } from './sound-parts.ts';

/** Where the configuration of a deployment is read from. */
export const CONFIGURATION_FILE = path.join(REPOSITORY_ROOT, 'parley.config.yaml');

/**
 * Reads `parley.config.yaml`; every part is left out when there is no such file.
 *
 * @param unlessConfigured parts that are made even if the file does not have them (the laptop's).
 * @throws ConfigurationInvalid with every problem, its line and its fix.
 */
export function readConfiguration(
  playbooks: readonly CompiledPlaybook[],
  unlessConfigured: Readonly<Record<string, unknown>> = {},
  file: string = CONFIGURATION_FILE,
): Configuration {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return parseConfiguration(text, path.relative(process.cwd(), file), playbooks, unlessConfigured);
}

/** Reads the text of a configuration file. See `readConfiguration`; `name` is how its problems call it. */
export function parseConfiguration(
  text: string,
  name: string,
  playbooks: readonly CompiledPlaybook[],
  unlessConfigured: Readonly<Record<string, unknown>> = {},
): Configuration {
  const document = readYaml(text);
  const refuse = (findings: readonly Finding[]): never => {
    throw new ConfigurationInvalid(
      findings.map((finding) => ({ file: name, ...document.place(finding), message: finding.message })),
    );
  };
  if (document.problems.length > 0)
    throw new ConfigurationInvalid(document.problems.map((problem) => ({ file: name, ...problem })));
  const written = document.value ?? {};
  const whole = isSections(written) ? { ...unlessConfigured, ...written } : written;
  const parsed = Configuration.safeParse(whole);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const sound = Configuration.safeParse(isSections(whole) ? soundParts(whole, issues) : {});
    return refuse([
      ...issues.flatMap((issue) => findingsOf(issue, written)),
      ...(sound.success ? checkConfiguration(sound.data, playbooks) : []),
    ]);
  }
  const findings = checkConfiguration(parsed.data, playbooks);
  return findings.length > 0 ? refuse(findings) : parsed.data;
}

type Issue = z.core.$ZodIssue;

function findingsOf(issue: Issue, written: unknown): Finding[] {
  const at = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(at, key));
  const missing = valueAt(written, at) === undefined;
  const name = at.at(-1) ?? 'the file';
  const message = missing ? `"${name}" is missing: ${issue.message}` : `${name}: ${issue.message}`;
  return [{ path: at, at: 'value', message, absence: missing }];
}

function valueAt(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  return valueAt(new Map<unknown, unknown>(Object.entries(value)).get(String(step)), rest);
}

/** Keys that a configuration knows anywhere: a slip is most likely one of them. */
const KEYS =
  'region alarms email texts from mediaService tasks certificateArn allowedOrigins connect instance arn alias agents queue make hoursArn maxWaiting claimNumber country type agenticVoice languages chimePstn playbook numbers';

function unknownKey(at: readonly (string | number)[], key: string): Finding {
  const top = at.length === 0;
  const known = top ? Object.keys(Configuration.shape) : KEYS.split(' ');
  const hint = didYouMean(key, known, top ? `; known here: ${quotedList(known)}` : '');
  return { path: [...at, key], at: 'key', message: `unknown key "${key}"${hint}` };
}
