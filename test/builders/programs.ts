import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bundle, makeBundle } from '../../lib/bundle.ts';
import { bundleFunction, functionProgram } from '../../lib/function.ts';
import type { MadeBundle } from '../../lib/kept-bundle.ts';
import { MEDIA_PROGRAM, writeBuildContext } from '../../lib/media-service/image.ts';

/** A program that is deployed, and how its bundle is made. */
export interface Program {
  name: string;
  /** Name of the bundle. */
  file: string;
  /** What the logical ids of its role begin with. */
  role: string;
  /** Makes the bundle, whatever is kept of it. */
  make(): MadeBundle;
  /** Writes the bundle into a directory. */
  write(directory: string): Bundle;
}

/** Every program that Parley deploys. */
export const PROGRAMS: readonly Program[] = [
  lambda('turn', 'AgentTurnRole'),
  lambda('publish-events', 'CallsPublishEventsRole'),
  lambda('call-header', 'CallsCallHeaderRole'),
  lambda('send-message', 'MessagesSenderRole'),
  lambda('end-lost-calls', 'LostCallsSweepRole'),
  lambda('lex-hook', 'ConnectLexHookRole'),
  lambda('connect-events', 'ConnectContactEventsReaderRole'),
  lambda('associate-number', 'ConnectAssociateNumberRole'),
  lambda('chime-pstn', 'ChimePstnEventsRole'),
  lambda('sip-rule', 'ChimePstnSipRulesRole'),
  {
    name: 'media',
    file: 'main.mjs',
    role: 'MediaTaskDefinitionTaskRole',
    make: () => makeBundle(MEDIA_PROGRAM),
    write: writeBuildContext,
  },
];

function lambda(name: string, role: string): Program {
  const entry = `lambdas/${name}/handler.ts`;
  return {
    name,
    file: 'index.mjs',
    role,
    make: () => makeBundle(functionProgram(entry)),
    write: (directory) => bundleFunction(directory, entry, {}),
  };
}

/** Runs with a new empty directory, which is gone afterwards. */
export function inFreshDirectory<T>(use: (directory: string) => T): T {
  const directory = mkdtempSync(path.join(tmpdir(), 'parley-bundle-'));
  try {
    return use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
