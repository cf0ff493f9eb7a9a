import type { BotAlias, BotLocale } from '../../local/telephone/lex/bot.ts';

export const HOOK_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:lex-hook';

export function aBotLocale(change: Partial<BotLocale> = {}): BotLocale {
  return {
    localeId: 'en_US',
    confidenceThreshold: 0.4,
    speechModel: 'Neural',
    voice: { name: 'Joanna', engine: 'neural' },
    intents: [
      { name: 'Yes', sampleUtterances: ['yes', 'yes please'] },
      { name: 'Goal_book', sampleUtterances: ['book an appointment'] },
    ],
    fallback: 'FallbackIntent',
    codeHookArn: HOOK_ARN,
    ...change,
  };
}

export function aBotAlias(change: Partial<BotAlias> = {}): BotAlias {
  return {
    botId: 'BOT0000001',
    botName: 'Parley-dental',
    botVersion: '1',
    aliasId: 'ALIAS00001',
    aliasName: 'live',
    aliasArn: 'arn:aws:lex:us-east-1:000000000000:bot-alias/BOT0000001/ALIAS00001',
    detectsSentiment: true,
    locales: [aBotLocale()],
    ...change,
  };
}
