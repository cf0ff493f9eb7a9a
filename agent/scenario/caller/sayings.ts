/** What every simulated caller can say, in one language. */
export interface Sayings {
  yes: string;
  no: string;
  nothingElse: string;
  person: string;
  doNotKnow: string;
  firstOffer: string;
  hesitation: string;
  /** Sounds that stand for no words. */
  mumble: string;
}

const SAYINGS: Readonly<Record<string, Sayings>> = {
  en: {
    yes: "yes that's right",
    no: 'no',
    nothingElse: "no that's all thank you",
    person: 'can i speak to a person',
    doNotKnow: "i don't know",
    firstOffer: 'the first one',
    hesitation: 'um well',
    mumble: 'mrf brr gnh',
  },
  es: {
    yes: 'sí, correcto',
    no: 'no',
    nothingElse: 'no, eso es todo, gracias',
    person: 'quiero hablar con una persona',
    doNotKnow: 'no lo sé',
    firstOffer: 'la primera',
    hesitation: 'eh pues',
    mumble: 'mrf brr gnh',
  },
};

/** A simulated caller was to speak a language that it has no words in. */
export class MuteCaller extends Error {
  override readonly name = 'MuteCaller';
  constructor(locale: string) {
    super(
      `A simulated caller does not speak ${locale}; it speaks ${Object.keys(SAYINGS).join(', ')}. Script the caller's turns instead.`,
    );
  }
}

/** The sayings of a language (BCP-47). Throws `MuteCaller`. */
export function saysOf(locale: string): Sayings {
  const sayings = SAYINGS[locale.slice(0, 2)];
  if (sayings === undefined) throw new MuteCaller(locale);
  return sayings;
}
