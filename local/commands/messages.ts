import path from 'node:path';
import { Command } from 'commander';
import { SENT_TEXTS_FILE } from '../cloud/services.ts';
import { CommandFailed } from '../command-failed.ts';
import { findStack } from '../running-stack.ts';
import { readSentTexts, type SentText } from '../services/text-messages.ts';
import { dataOption } from './shared-options.ts';

interface Options {
  data: string;
  json: boolean;
}

/** `parley messages`: the text messages that calls sent; on a laptop nobody gets them. */
export function messagesCommand(): Command {
  return new Command('messages')
    .description('the text messages that calls sent, oldest first; on a laptop nobody is texted')
    .addOption(dataOption())
    .option('--json', 'print JSON', false)
    .action(({ data, json }: Options) => {
      if (findStack(data) === undefined)
        throw new CommandFailed(`There is no record in ${data} yet. Run npm start and place a call.`);
      const texts = readSentTexts(path.join(data, SENT_TEXTS_FILE));
      process.stdout.write(json ? `${JSON.stringify(texts, null, 2)}\n` : lines(texts));
    });
}

function lines(texts: readonly SentText[]): string {
  if (texts.length === 0) return 'No text messages yet.\n';
  return texts
    .map(({ at, to, body, callId }) => [at.slice(0, 19), to.padEnd(15), callId ?? '', body].join('  '))
    .concat('')
    .join('\n');
}
