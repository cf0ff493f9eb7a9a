import { LexHookEnvironment, readEnvironment } from '../../adapters/environment.ts';
import { turnHandOff } from '../../adapters/lambda/hand-off.ts';
import { makeLogger } from '../../adapters/log.ts';
import { loggedError, withoutMessage } from '../../adapters/logged-error.ts';
import { answerLex } from '../../agent/lex/answer-lex.ts';
import { answerFlow, type FlowAnswer, FlowEvent } from '../../agent/lex/flow-event.ts';
import type { HookPorts } from '../../agent/lex/hook-ports.ts';
import type { LexResponse } from '../../agent/lex/response.ts';
import { readPlaybooks } from '../turn/playbooks.ts';
import { turnPorts } from '../turn/ports.ts';

const environment = readEnvironment(LexHookEnvironment, process.env);
const logger = makeLogger('lex-hook');
const playbooks = readPlaybooks(new URL('./playbooks.json', import.meta.url));
const thinkOn = turnHandOff(environment.TURN_FUNCTION);

const ports: HookPorts = {
  ...turnPorts(environment, playbooks, logger),
  thinkOn,
  report({ cause, ...trouble }) {
    logger.warn('Trouble in a call', {
      ...trouble,
      ...(cause === undefined ? {} : { error: loggedError(cause) }),
    });
  },
};

/**
 * Answers Lex V2's code hook and the contact flow that surrounds it. One function for both, so that the
 * greeting has it warm before the caller's first word.
 */
export async function handler(event: unknown): Promise<LexResponse | FlowAnswer> {
  try {
    const fromFlow = FlowEvent.safeParse(event);
    return fromFlow.success ? await answerFlow(fromFlow.data, ports) : await answerLex(event, ports);
  } catch (cause) {
    logger.error('An event was not answered', { error: loggedError(cause) });
    throw withoutMessage(cause);
  }
}
