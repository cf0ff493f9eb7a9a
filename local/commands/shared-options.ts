import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RealService } from '../cloud/environment.ts';
import type { LatencyProfile } from '../latency/latency-profile.ts';

/** Where a laptop's data persists unless another place is given. */
export const DEFAULT_DATA_DIRECTORY = path.resolve(import.meta.dirname, '../../.parley');

/** What every command that runs the stack takes. */
export interface StackOptions {
  data: string;
  fresh: boolean;
  latency: LatencyProfile['name'];
  seed: number;
  aws: RealService[];
}

const REAL_SERVICES: readonly RealService[] = ['bedrock', 'polly', 'transcribe'];

/** Adds the options of `StackOptions` to a command. */
export function withStackOptions(command: Command): Command {
  return command
    .addOption(dataOption())
    .option('--fresh', 'keep nothing and read nothing: the data is thrown away at the end', false)
    .addOption(
      new Option('--latency <profile>', 'how slow the local services pretend to be')
        .choices(['zero', 'published'])
        .default('zero'),
    )
    .option('--seed <number>', 'seed of the pretended latencies', wholeNumber, 1)
    .option(
      '--aws <services>',
      `services left to AWS, with this machine's credentials (${REAL_SERVICES.join(',')})`,
      realServices,
      [],
    );
}

export function dataOption(): Option {
  return new Option('--data <directory>', 'where data persists')
    .default(DEFAULT_DATA_DIRECTORY, '.parley')
    .argParser((value) => path.resolve(value));
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return value;
}

function realServices(text: string): RealService[] {
  return text.split(',').map((name) => {
    const known = REAL_SERVICES.find((service) => service === name.trim());
    if (known === undefined)
      throw new InvalidArgumentError(`"${name}" is not one of ${REAL_SERVICES.join(', ')}.`);
    return known;
  });
}

/** The highest TCP port. */
const MAX_PORT = 65_535;

export function portNumber(text: string): number {
  const port = wholeNumber(text);
  if (port > MAX_PORT) throw new InvalidArgumentError(`A port is at most ${MAX_PORT}.`);
  return port;
}
