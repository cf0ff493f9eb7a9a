import { languageOf } from '../capture/words/languages.ts';
import type { CompiledPlaybook } from '../playbook/compiled-playbook.ts';
import { fill } from '../playbook/fill.ts';

/** Words of telephone lines that every playbook can have and none must. */
export type TelephonePhrase = 'oneMoment' | 'apology' | 'callBack' | 'callAgain';

/** What is said where the playbook says nothing, by language. */
const PLAIN: Readonly<Record<string, Readonly<Record<TelephonePhrase, string>>>> = {
  en: {
    oneMoment: 'One moment, please.',
    apology: "I'm sorry, something went wrong on my side. I'll put you through to a person.",
    callBack:
      "I'm sorry, nobody can take your call right now. We will call you back. Your reference is {ticket}. Goodbye!",
    callAgain:
      "I'm sorry, nobody can take your call right now, and I have no number to call you back on. Please call us again. Goodbye!",
  },
  es: {
    oneMoment: 'Un momento, por favor.',
    apology: 'Lo siento, algo ha fallado. Le paso con una persona.',
    callBack:
      'Lo siento, nadie puede atender su llamada en este momento. Le llamaremos. Su referencia es {ticket}. ¡Adiós!',
    callAgain:
      'Lo siento, nadie puede atender su llamada en este momento y no tengo un número para llamarle. Por favor, llame de nuevo. ¡Adiós!',
  },
};

/** Nobody wrote what a telephone line says in this language. */
export class NoTelephonePhrase extends Error {
  override readonly name = 'NoTelephonePhrase';
  constructor(playbook: string, phrase: TelephonePhrase, locale: string) {
    super(
      `Playbook "${playbook}" has no telephone.${phrase} in ${locale}, and there are no plain words in that language. Add it to the playbook.`,
    );
  }
}

/** A sentence that names the ticket. */
const SENTENCE_WITH_TICKET = /[^.!?]*\{ticket\}[^.!?]*[.!?]?/g;

/**
 * What is said on a telephone line in this moment, in the playbook's words or in plain ones. `ticket` is read
 * out digit by digit; without one the sentence that names it is left out.
 *
 * @throws NoTelephonePhrase when there are none in that language.
 */
export function telephonePhrase(
  playbook: CompiledPlaybook,
  locale: string,
  phrase: TelephonePhrase,
  ticket?: string,
): string {
  const { agent, company, telephone } = playbook.source;
  const words = telephone?.[phrase]?.[locale] ?? PLAIN[languageOf(locale)]?.[phrase];
  if (words === undefined) throw new NoTelephonePhrase(playbook.id, phrase, locale);
  const said = ticket === undefined ? words.replace(SENTENCE_WITH_TICKET, '') : words;
  return fill(said, { agent: agent.name, company, ticket: (ticket ?? '').split('').join(' ') }).trim();
}
