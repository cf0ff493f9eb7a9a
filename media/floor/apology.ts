/** What the line says of its own accord when the brain cannot be reached any more, by language. */
const APOLOGIES: Record<string, string> = {
  en: 'I am sorry, we have a technical problem. Please call again in a few minutes. Goodbye.',
  es: 'Lo siento, tenemos un problema técnico. Por favor, vuelva a llamar en unos minutos. Adiós.',
  fr: 'Je suis désolé, nous avons un problème technique. Veuillez rappeler dans quelques minutes. Au revoir.',
  de: 'Es tut mir leid, wir haben ein technisches Problem. Bitte rufen Sie in ein paar Minuten noch einmal an. Auf Wiederhören.',
};

export function apologyIn(locale: string | undefined): string | undefined {
  return locale === undefined ? undefined : APOLOGIES[locale.slice(0, locale.indexOf('-'))];
}
