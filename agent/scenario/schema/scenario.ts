import * as z from 'zod';
import { Locale } from '../../turn/turn-request.ts';
import { CallerSource } from './caller.ts';
import { Expectations } from './expectations.ts';
import { World } from './world.ts';

/**
 * How much of the product a scenario is played against: `text`, the domain in this process; `turns`, the turn
 * function's own bundle on the laptop's cloud; `audio`, the media service, with voices and a recogniser.
 */
export const Level = z.enum(['text', 'turns', 'audio']);
export type Level = z.infer<typeof Level>;

/** What happens to the caller's voice on the way, at the level audio. */
export const LineNoise = z.strictObject({
  voice: z.string().optional().describe('The voice of the caller; slt when absent.'),
  speed: z.number().min(0.5).max(2).optional().describe('How fast the caller speaks; 1 is normal.'),
  noiseDb: z
    .number()
    .min(-90)
    .max(-10)
    .optional()
    .describe('Level of background noise in dB below full scale.'),
});
export type LineNoise = z.infer<typeof LineNoise>;

/** One scenario: who calls, in which world, and what must come of it. Unknown keys are refused. */
export const Scenario = z.strictObject({
  schema: z.literal('parley/scenario/v1'),
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case letters and digits with - between them')
    .describe('The name of the file without .yaml.'),
  title: z.string().min(1).describe('What happens, in one sentence.'),
  trouble: z.boolean().describe('Whether something goes wrong that the agent has to cope with.'),
  levels: z.array(Level).min(1).describe('The levels at which it can be played.'),
  locale: Locale.optional().describe("The language the call begins in; the playbook's first when absent."),
  line: LineNoise.optional().describe('How the caller sounds, at the level audio.'),
  caller: CallerSource,
  world: World,
  expect: Expectations,
});
export type Scenario = z.infer<typeof Scenario>;
