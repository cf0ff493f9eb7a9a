import { Locale } from '../../../turn/turn-request.ts';
import { pathText, quotedList } from '../finding.ts';
import { didYouMean } from '../nearest.ts';
import type { Rule } from '../rule.ts';

const hasALanguage: Rule = ({ languages }) =>
  languages === undefined || Object.keys(languages).length > 0
    ? []
    : [{ path: ['languages'], at: 'key', message: 'the playbook has no language; add one, such as en-US' }];

/** Every text is there in every language that the playbook speaks. */
const isTranslated: Rule = ({ languages }, texts) =>
  texts.flatMap((text) =>
    Object.keys(languages ?? {})
      .filter((language) => !text.languages.includes(language))
      .map((language) => ({
        path: text.path,
        at: 'key' as const,
        message: `${pathText(text.path)} has no translation to ${language}: add one`,
        absence: true,
      })),
  );

/** A text in a language that the playbook does not speak is a slip of the pen or a language forgotten. */
const isSpoken: Rule = ({ languages }, texts) => {
  const spoken = Object.keys(languages ?? {});
  if (spoken.length === 0) return [];
  return texts.flatMap((text) =>
    text.languages
      .filter((language) => !spoken.includes(language) && Locale.safeParse(language).success)
      .map((language) => ({
        path: [...text.path, language],
        at: 'key' as const,
        message: `"${language}" is not among the languages of the playbook (${quotedList(spoken)})${didYouMean(language, spoken)}`,
      })),
  );
};

/** Engines whose voices take a speaking rate (Amazon Polly developer guide, "prosody"). */
const ENGINES_WITH_RATE = ['standard', 'neural'];

const rateIsTaken: Rule = ({ languages }) =>
  Object.entries(languages ?? {}).flatMap(([language, { engine, rate }]) =>
    rate === undefined || engine === undefined || ENGINES_WITH_RATE.includes(engine)
      ? []
      : [
          {
            path: ['languages', language, 'rate'],
            at: 'key' as const,
            message: `the rate of a ${engine} voice cannot be set; take it out, or use a ${ENGINES_WITH_RATE.join(' or ')} voice`,
          },
        ],
  );

export const languageRules: readonly Rule[] = [hasALanguage, isTranslated, isSpoken, rateIsTaken];
