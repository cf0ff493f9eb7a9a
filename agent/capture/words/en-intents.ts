import { list } from './lists.ts';
import type { LanguageWords } from './words.ts';

/** What callers say in English at any time of a call. */
export const enIntents: LanguageWords['intents'] = {
  person: list(`
    speak to a person / talk to a person / speak with a person / talk with a person / a real person /
    real person / a human / speak to someone / talk to someone / speak with someone /
    talk with someone / speak to somebody / talk to somebody / an operator / operator /
    the receptionist / the front desk / a representative / representative / an agent / someone else /
    transfer me / put me through / a person please / connect me / a human being / an actual person /
    somebody real / someone real
  `),
  goodbye: list(`
    goodbye / good bye / bye / bye bye / see you / talk to you later / have a good day /
    have a nice day / hang up / i have to go / i've got to go / don't call me again / do not call me again /
    don't call me anymore / stop calling me / never call me again / take me off your list /
    remove me from your list / take my number off your list
  `),
  upset: list(`
    this is ridiculous / that's ridiculous / you're ridiculous / you're useless / you are useless / this is useless /
    useless machine / stupid machine / stupid robot / stupid computer / this is stupid / you're stupid / i'm angry /
    i am angry / i'm really angry / i am really angry / i'm so angry / i'm very angry / i'm furious / i am furious /
    i'm frustrated / i'm getting frustrated / i'm really frustrated / this is frustrating / so frustrating /
    i'm upset / i'm really upset / i'm annoyed / this is annoying / this isn't working / this is not working /
    you're not listening / you are not listening / you're not helping / you don't understand / you do not understand /
    you don't listen / you don't get it / waste of time / wasting my time / what a joke / are you kidding me /
    for god's sake / unbelievable / unacceptable / i've had enough / i'm fed up / this is terrible / damn it
  `),
  repeat: list(`
    repeat that / say that again / say it again / come again / pardon / pardon me / excuse me /
    one more time / i didn't hear / i didn't catch that / didn't catch that / didn't get that /
    what did you say / what did you just say / what did you ask / what was the question / what's the question /
    what was your question / can you repeat / could you repeat / repeat please / please repeat / say again /
    what was that / sorry what / once more
  `),
  wait: list(`
    hold on / one moment / one second / just a moment / just a second / just a minute / one minute /
    wait a second / wait a minute / wait a moment / give me a second / give me a minute /
    give me a moment / hang on / bear with me / let me check / let me think / let me look /
    wait please / please wait
  `),
  thanks: list(`
    thank you / thanks / thank you so much / thanks a lot / many thanks / appreciate it / cheers
  `),
  'cancel-that': list(`
    never mind / nevermind / forget it / forget about it / forget that / scratch that / cancel that /
    don't bother / changed my mind / start over
  `),
};
