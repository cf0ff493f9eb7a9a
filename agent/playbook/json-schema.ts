import * as z from 'zod';
import { PlaybookSource } from './schema.ts';

/**
 * The JSON Schema of `playbook.yaml`, draft 7 (what editors' YAML support reads): it completes keys and
 * shows what each is for. The loader checks more than a JSON Schema can say.
 */
export function playbookJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(PlaybookSource, {
    target: 'draft-7',
    io: 'input',
    override: ({ jsonSchema }) => {
      delete jsonSchema.placeholders;
    },
  });
  return {
    ...schema,
    title: 'Parley playbook',
    description: 'What an agent says and does on the telephone.',
  };
}
