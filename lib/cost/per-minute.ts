import { PRICES } from './prices.ts';

/** What a minute of talk is taken to be. Measured calls replace these as soon as there are any. */
export interface TalkAssumptions {
  /** Turns that the caller and the agent take in a minute. */
  turns: number;
  /** Model replies per turn: a guess that the caller's next words disprove is paid for too. */
  repliesPerTurn: number;
  /** Tokens in one request: instructions, tools, history, situation. None is taken to be cached. */
  inputTokens: number;
  outputTokens: number;
  /** What the agent says in a turn, in characters. */
  spokenCharacters: number;
  /** How long the turn function runs for one reply, in seconds. */
  turnSeconds: number;
  /** Memory of the turn function in GB. */
  turnMemoryGb: number;
  /** Size of a turn's item in KB, which is one write request unit each. */
  turnItemKb: number;
  /** Events published per turn. */
  events: number;
}

/** A caller who books an appointment: short turns on both sides. Estimates, not measurements. */
export const USUAL_TALK: TalkAssumptions = {
  turns: 5,
  repliesPerTurn: 1.5,
  inputTokens: 3500,
  outputTokens: 60,
  spokenCharacters: 110,
  turnSeconds: 2,
  turnMemoryGb: 1,
  turnItemKb: 8,
  events: 1.5,
};

/** Both directions of a telephone call, 8 kHz and 16 bit; only what leaves AWS is billed, which is one. */
const AUDIO_OUT_GB = (8000 * 2 * 60) / 1e9;

/** A read request unit covers 4 KB, a write request unit 1 KB (DynamoDB developer guide). */
const READ_UNIT_KB = 4;
/** The call's header is rewritten after each turn. */
const HEADER_KB = 1;

/** What one minute on a media line costs in US dollars, part by part, at list prices. */
export function perMinuteCost(talk: TalkAssumptions): Record<string, number> {
  return {
    'Transcribe, streaming': PRICES.transcribe.usd,
    ...thinking(talk),
    'Polly, neural voice': talk.turns * talk.spokenCharacters * PRICES.pollyNeural.usd,
    'Audio to the caller': AUDIO_OUT_GB * PRICES.trafficOut.usd,
  };
}

/** What one minute on a number of Amazon Connect costs, with unlimited AI: Lex and the voice are in it. */
export function connectMinuteCost(talk: TalkAssumptions): Record<string, number> {
  return {
    'Amazon Connect voice with unlimited AI': PRICES.connectVoice.usd,
    'Inbound telephony, US number': PRICES.connectInbound.usd,
    ...thinking({ ...talk, repliesPerTurn: 1 }),
  };
}

/** What one minute on a SIP media application costs; Lex speaks with the voice of Polly in its own price. */
export function chimeMinuteCost(talk: TalkAssumptions): Record<string, number> {
  return {
    'SIP media application': PRICES.chimeVoice.usd,
    'Inbound telephony, US number': PRICES.chimeInbound.usd,
    'Lex V2, streamed speech': 60 * PRICES.lexSpeech.usd,
    'Polly, neural voice': talk.turns * talk.spokenCharacters * PRICES.pollyNeural.usd,
    ...thinking({ ...talk, repliesPerTurn: 1 }),
  };
}

/** Models, functions and the record: the same for every line. Lex has no answers thought ahead. */
function thinking(talk: TalkAssumptions): Record<string, number> {
  const replies = talk.turns * talk.repliesPerTurn;
  return {
    'Claude Haiku 4.5 on Bedrock':
      replies * (talk.inputTokens * PRICES.modelInput.usd + talk.outputTokens * PRICES.modelOutput.usd),
    Lambda:
      replies * (talk.turnSeconds * talk.turnMemoryGb * PRICES.lambdaMemory.usd + PRICES.lambdaRequest.usd),
    'DynamoDB and EventBridge':
      talk.turns *
      ((talk.turnItemKb + HEADER_KB) * PRICES.tableWrite.usd +
        (talk.turnItemKb / READ_UNIT_KB) * PRICES.tableRead.usd +
        talk.events * PRICES.event.usd),
  };
}
