/** The day on which the table below was written down. Prices change: look again before you rely on one. */
export const PRICES_AS_OF = '2026-11-22';

/** Hours in the month that AWS's own price examples use. */
export const HOURS_PER_MONTH = 730;

export interface Price {
  usd: number;
  /** What one unit is. */
  per: string;
  /** Where the figure comes from. None was checked against AWS's own page on the day above. */
  source: string;
}

const PRICE_LIST = 'AWS price list, us-east-1, on demand, as remembered; to be re-checked';

function remembered(usd: number, per: string): Price {
  return { usd, per, source: PRICE_LIST };
}

/** List prices in us-east-1, without free tiers, discounts and taxes. Every figure of cost comes from here. */
export const PRICES = {
  alarm: remembered(0.1, 'alarm metric and month, standard resolution'),
  fargateCpu: remembered(0.03238, 'vCPU and hour, arm64'),
  fargateMemory: remembered(0.00356, 'GB and hour, arm64'),
  loadBalancer: remembered(0.0225, 'application load balancer and hour'),
  publicAddress: remembered(0.005, 'public IPv4 address and hour'),
  transcribe: remembered(0.024, 'minute of streamed audio, first 250,000 minutes of a month'),
  pollyNeural: remembered(16 / 1e6, 'character, neural voices'),
  pollyGenerative: remembered(30 / 1e6, 'character, generative voices'),
  modelInput: {
    usd: 1.1 / 1e6,
    per: 'input token, Claude Haiku 4.5 through a regional inference profile',
    source:
      'public repositories that quote $1 per million, plus 10% for a regional profile; to be re-checked',
  },
  modelOutput: {
    usd: 5.5 / 1e6,
    per: 'output token, Claude Haiku 4.5 through a regional inference profile',
    source:
      'public repositories that quote $5 per million, plus 10% for a regional profile; to be re-checked',
  },
  lambdaMemory: remembered(0.0000133334, 'GB and second, arm64'),
  lambdaRequest: remembered(0.2 / 1e6, 'request'),
  tableWrite: {
    usd: 0.625 / 1e6,
    per: 'write request unit (1 KB)',
    source: 'cost tables of public AWS samples; to be re-checked',
  },
  tableRead: {
    usd: 0.125 / 1e6,
    per: 'read request unit (4 KB, strongly consistent)',
    source: 'cost tables of public AWS samples; to be re-checked',
  },
  trace: remembered(5 / 1e6, 'trace recorded by X-Ray'),
  connectNumber: remembered(0.03, 'US DID number claimed in Amazon Connect and day'),
  connectVoice: {
    usd: 0.038,
    per: 'minute of voice in Amazon Connect with unlimited AI: Lex, agentic voice and Polly are in it',
    source: 'AWS guidance quoted in public repositories; to be re-checked',
  },
  connectInbound: remembered(0.0022, 'minute of an inbound call to a US DID number in Amazon Connect'),
  chimeVoice: remembered(0.002, 'minute of a call in a SIP media application'),
  chimeInbound: remembered(0.0022, 'minute of an inbound call to a US number of Chime SDK'),
  lexSpeech: {
    usd: 0.0065 / 15,
    per: 'second of speech streamed to Lex V2 ($0.0065 per 15 s)',
    source: 'quoted in public repositories; to be re-checked',
  },
  event: remembered(1 / 1e6, 'custom event of up to 64 KB'),
  trafficOut: remembered(0.09, 'GB from AWS to the internet'),
} satisfies Record<string, Price>;
