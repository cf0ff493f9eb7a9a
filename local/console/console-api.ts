import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import type { RecordReader } from '../record/record-reader.ts';
import type { Telephone } from '../telephone/telephone.ts';
import type { ConsoleApi } from './console-server.ts';

/** What the console page asks for, answered from the record and the deployed playbooks. */
export function consoleApi(
  record: RecordReader,
  playbooks: readonly CompiledPlaybook[],
  telephone: Pick<Telephone, 'tasks'>,
): ConsoleApi {
  return {
    '/api/playbooks': async () => playbooks.map(cardOf),
    '/api/tasks': async () => telephone.tasks(),
    '/api/calls': async () => (await record.calls()).map((row) => ({ ...row, playbook: row.playbook.id })),
    '/api/appointments': async (query) => {
      const appointments = await record.appointments(query.get('playbook') ?? '');
      return appointments.map(({ slot, ...appointment }) => ({ ...appointment, ...slot }));
    },
  };
}

function cardOf({ source, locales }: CompiledPlaybook) {
  const [locale] = locales;
  const firstPhrases = Object.values(source.goals).map(({ phrases }) => phrases[locale]?.[0]);
  const firstQuestion = source.knowledge[0]?.question[locale]?.[0];
  return {
    id: source.id,
    company: source.company,
    agent: source.agent.name,
    role: source.agent.role,
    locales,
    examples: [...firstPhrases, firstQuestion].filter((phrase) => phrase !== undefined).map(asSentence),
  };
}

/** Phrases are written for a recogniser, in lower case. */
function asSentence(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1).replace(/\bi\b/g, 'I');
}
