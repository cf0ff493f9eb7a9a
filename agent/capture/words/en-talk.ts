import { list } from './lists.ts';
import type { TalkWords } from './words.ts';

/** What callers say in English whatever it is about. */
export const enTalk: TalkWords = {
  yes: list(`
    yes / yeah / yep / yup / yes please / sure / sure thing / correct / right / exactly / absolutely /
    definitely / of course / please do / go ahead / that's right / that's me / that would work /
    that would be great / that one / that's correct / that is right / that is correct / that's it /
    it's fine / it's okay / it's correct / it's right / it is fine / it is correct / it's all right /
    that's fine / that's good / that's great / that's perfect / that works / sounds good /
    sounds great / sounds right / perfect / great / fine / okay / ok / alright / all right / uh-huh /
    mm-hmm / mhm / you got it / i do / i would / it is / book it / do it / let's do it / let's do that /
    works for me / affirmative / indeed / certainly / uh huh / mm hmm
  `),
  no: list(`
    no / nope / nah / no thanks / no thank you / not really / not quite / that's wrong /
    that's not right / that's not correct / that isn't right / that's not it / that is wrong /
    that is not right / wrong / incorrect / i don't think so / i don't / i'm not / don't / do not /
    negative / not yet / not at all / no way / it's not / it is not / it isn't / that doesn't work /
    that won't work / doesn't work / i can't / neither / neither one / neither of those /
    neither of them / not interested / i'm not interested / i am not interested / not that one / not that / not today / not now
  `),
  closings: list(`
    that's all / that's everything / that is all / that'll be all / that's it / nothing else /
    that will be all / i'm good / i'm all set / all set / we're good / nothing / all good / i'm done /
    we're done / that's all for now
  `),
  notNo: list(`
    no problem / i'm not sure / i am not sure / i'm not certain / no worries / no no yes / not sure /
    no idea / i don't know / i don't mind / don't worry / i don't care
  `),
  intents: {
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
    'who-is-there': list(`
      who am i talking to / who am i speaking to / who am i speaking with / who is this / who's this /
      who's there / who are you / what's your name / what is your name / may i ask your name / your name please /
      are you a robot / is this a robot / are you a machine / is this a machine / are you a bot / is this a bot /
      are you human / are you a human / are you a person / are you a real person / is this a real person / are you real /
      am i talking to a machine / am i talking to a robot / am i talking to a person / am i talking to a real person /
      am i speaking to a person / are you an ai / is this an ai / is this ai / is this a recording / are you a computer
    `),
    anger: list(`
      this is ridiculous / that's ridiculous / that is ridiculous / you're useless / you are useless / this is useless /
      you're not listening / you are not listening / you don't listen / you never listen / this is stupid / you're stupid /
      you are stupid / you're an idiot / stupid machine / stupid robot / this is a joke / what a joke / you're a joke /
      i'm fed up / i am fed up / i'm sick of this / i've had enough / this is unacceptable / this is outrageous /
      waste of time / waste of my time / wasting my time / this is terrible / this is awful / terrible service /
      this is frustrating / i'm frustrated / i'm angry / i'm furious / i'm so mad / i'm really mad / unbelievable /
      for god's sake / for heaven's sake / for crying out loud / damn it / god damn it / what the hell /
      don't want to talk to a machine / don't want to talk to a robot / hate talking to machines / hate talking to robots /
      not talking to a machine / not talking to a robot / screw you / screw this / shut up / this is bullshit / bullshit / fuck / fuck you / fucking
    `),
    'cancel-that': list(`
      never mind / nevermind / forget it / forget about it / forget that / scratch that / cancel that /
      don't bother / changed my mind / start over
    `),
  },
  callsOff: list(`
    cancel / cancel it / cancel this / cancel all / cancel everything / cancel the booking / cancel the whole thing /
    just cancel / just cancel it / i want to cancel / i'd like to cancel / let's cancel / cancel please / stop / stop it /
    forget the whole thing / i don't want it / i don't want it anymore / i don't want to book
  `),
  corrections: list(`
    no / nope / actually / sorry / i mean / i meant / i meant to say / rather / wait / hold on / make that / make it /
    correction / instead / change it to / or rather / scratch that / let me correct that / my mistake / oops /
    strike that / on second thought
  `),
  replacements: ['instead'],
  refusals: list(`
    doesn't work / does not work / won't work / will not work / isn't good / is not good / is no good / is out /
    doesn't suit / is bad / isn't possible / is impossible / i can't / i cannot / can't do / is too early /
    is too late / is too far
  `),
  announcements: list(`
    i want / i'd like / i would like / i need / book me for / book me in for / book me / put me down for / schedule me for /
    make it for / let's do / let's say / let's make it / how about / what about / can i come / could i come / can i get /
    could i get / can i have / could i have / i'd prefer / i prefer / i'd rather / give me / i'll take / move it to /
    move me to / change it to / looking for / hoping for
  `),
  negations: list('not / not a / not an / not the / instead of / instead of a / rather than / rather than a'),
  rejections: list(`
    not / not on / not the / not at / not a / not an / from / from the / instead of / my / rather than /
    can't do / isn't / except / other than
  `),
  wantsNothing: list(`
    not interested / i'm not interested / i am not interested / we're not interested / i'm really not interested
  `),
  asksAgain: list(`
    what / what's that / what is that / huh / sorry / i'm sorry / say what / excuse me what
  `),
  recalls: list(`
    did i say / did i give you / did i give / did i tell you / did we say / did you say / do you have / have you got /
    you have / you got / did you write down / did you note / did you get / did you put / was that / was it / was that again /
    is that again / is my appointment / was my appointment
  `),
  questionCues: list(`
    ask about / ask you about / ask if / ask whether / question about /
    what / what's / when / where / where's / which / who / why / how / do you / do i / does / are you /
    are there / is there / is it / is the / can i / can we / can you / could you / could i / could we / do we / will you / will i /
    would you / should i / may i / have you / tell me / i was wondering / i am wondering /
    i'm wondering / wondering / a question / i want to know / i'd like to know / by the way /
    quick question / what if
  `),
};
