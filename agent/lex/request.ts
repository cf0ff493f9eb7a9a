import { Locale, MAX_SAID_CHARACTERS, PhoneNumber, type TurnRequest } from '../turn/turn-request.ts';
import { callIdOf } from './call-id.ts';
import type { Heard } from './event.ts';
import type { LexSession } from './session.ts';
import { USUAL_PATIENCE_MS } from './settings.ts';

export interface TurnToTake {
  session: LexSession;
  /** One more than the last committed turn. */
  turn: number;
  /** Milliseconds since the epoch. */
  nowMs: number;
}

/** What every request of a call on a Lex line has. */
function common({ session, turn }: Pick<TurnToTake, 'session' | 'turn'>) {
  return { callId: callIdOf(session.contactId), turn, line: session.line, mode: 'commit' } as const;
}

/** The first turn of a call. A number that is withheld or no E.164 number is left out. */
export function startRequest(
  session: LexSession,
  locale: string,
  variables: Readonly<Record<string, string>> = {},
): TurnRequest {
  const from = PhoneNumber.safeParse(session.from);
  const spoken = Locale.safeParse(locale);
  return {
    ...common({ session, turn: 1 }),
    cause: 'call-started',
    playbook: session.playbook,
    ...(spoken.success ? { locale: spoken.data } : {}),
    ...(from.success ? { from: from.data } : {}),
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
  };
}

/** The caller is back in the conversation: Lex ended one of its own accord, or the language changed. */
export function resumeRequest(of: Pick<TurnToTake, 'session' | 'turn'>): TurnRequest {
  return { ...common(of), cause: 'line-resumed' };
}

/**
 * What the caller did, as a turn. Keys count before words where digits were asked for, else words do: a key
 * that is pressed while somebody talks is an accident more often than an answer. Neither is silence.
 *
 * @param meant the plainest words for the intent that Lex recognised, if it did.
 */
export function heardRequest(of: TurnToTake, heard: Heard, meant: string | undefined): TurnRequest {
  const { session, nowMs } = of;
  const words = heard.words.slice(0, MAX_SAID_CHARACTERS);
  const keysFirst = words === '' || session.expect?.kind === 'digits';
  if (heard.keys !== undefined && keysFirst)
    return { ...common(of), cause: 'caller-keyed', keys: heard.keys };
  const text = words === '' ? meant : words;
  if (text === undefined) return { ...common(of), cause: 'caller-silent', silentMs: USUAL_PATIENCE_MS };
  // Lex tells no times: what is known is when it had heard the caller out.
  const atMs = session.startedAt === undefined ? 0 : Math.max(0, nowMs - Date.parse(session.startedAt));
  return {
    ...common(of),
    cause: 'caller-said',
    said: {
      text,
      locale: heard.locale,
      ...(heard.confidence === undefined ? {} : { confidence: heard.confidence }),
      ...(meant === undefined || meant === text ? {} : { meant }),
      startMs: atMs,
      endMs: atMs,
    },
  };
}
