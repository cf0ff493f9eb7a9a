import { ChimePstnEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { turnHandOff } from '../../adapters/lambda/hand-off.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';
import type { HookPorts } from '../../agent/lex/hook-ports.ts';
import type { PstnResponse } from '../../agent/pstn/actions.ts';
import { answerPstn, type PstnLine } from '../../agent/pstn/answer-pstn.ts';
import { readPlaybooks } from '../turn/playbooks.ts';
import { turnPorts } from '../turn/ports.ts';

const environment = readEnvironment(ChimePstnEnvironment, process.env);
const logger = makeLogger('chime-pstn');
const playbooks = readPlaybooks(new URL('./playbooks.json', import.meta.url));
const line = lineOf(environment.PLAYBOOK);

const ports: HookPorts = {
  ...turnPorts(environment, playbooks, logger),
  thinkOn: turnHandOff(environment.TURN_FUNCTION),
  report({ cause, ...trouble }) {
    logger.warn('Trouble in a call', {
      ...trouble,
      ...(cause === undefined ? {} : { error: loggedError(cause) }),
    });
  },
};

function lineOf(id: string): PstnLine {
  const playbook = playbooks.find((one) => one.id === id);
  if (playbook === undefined) throw new Error(`The playbook "${id}" is not in this function's bundle.`);
  const { BOT_ALIAS_ARN: botAliasArn, RECORDINGS_BUCKET: recordings } = environment;
  return { playbook, botAliasArn, recordings };
}

/** Answers the invocations of a SIP media application. */
export async function handler(event: unknown): Promise<PstnResponse> {
  try {
    return await answerPstn(event, line, ports);
  } catch (cause) {
    logger.error('An invocation was not answered', { error: loggedError(cause) });
    throw withoutMessage(cause);
  }
}
