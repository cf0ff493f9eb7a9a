import type { TurnRecord } from '../call/turn-record.ts';
import { spokenText } from '../conversation/progress.ts';

/** One line of a call as people read it. */
export interface TalkLine {
  turn: number;
  who: 'caller' | 'agent' | 'tool' | 'line';
  text: string;
}

/** The talk of a call, in order, with the tools that were used. */
export function talkLines(records: readonly TurnRecord[]): TalkLine[] {
  return records.flatMap(({ turn, request, answer, tools }): TalkLine[] => [
    ...callersLine(turn, request),
    ...tools.map(({ name, input, result }): TalkLine => {
      const outcome = result.ok ? 'ok' : result.failure;
      return { turn, who: 'tool', text: `${name} ${JSON.stringify(input)} → ${outcome}` };
    }),
    ...agentLines(turn, answer),
  ]);
}

function callersLine(turn: number, request: TurnRecord['request']): TalkLine[] {
  switch (request.cause) {
    case 'caller-said': {
      const cut = request.played?.complete === false ? ' (cutting in)' : '';
      return [{ turn, who: 'caller', text: `${request.said.text}${cut}` }];
    }
    case 'caller-keyed':
      return [{ turn, who: 'caller', text: `[${request.keys}]` }];
    case 'caller-silent':
      return [{ turn, who: 'caller', text: `(silent for ${request.silentMs / 1_000} s)` }];
    case 'transfer-progressed':
      return [{ turn, who: 'line', text: `(transfer: ${request.progress})` }];
    case 'call-ended':
      return [{ turn, who: 'line', text: `(${request.reason})` }];
    default:
      return [];
  }
}

function agentLines(turn: number, answer: TurnRecord['answer']): TalkLine[] {
  const said = spokenText(answer);
  const deeds = answer.flatMap((event) => (event.type === 'do' ? [`(${event.do.action})`] : []));
  const text = [said, ...deeds].filter((part) => part !== '').join(' ');
  return text === '' ? [] : [{ turn, who: 'agent', text }];
}
