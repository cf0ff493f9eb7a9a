import * as z from 'zod';
import { Scenario } from './schema/scenario.ts';

/** The JSON Schema of a scenario's file, draft 7 (what editors' YAML support reads). */
export function scenarioJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(Scenario, { target: 'draft-7', io: 'input' }),
    title: 'Parley scenario',
    description: 'A call that is played to see whether an agent does what it should.',
  };
}
