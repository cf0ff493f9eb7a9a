import { Locale } from '../../../turn/turn-request.ts';
import { disclosesAi } from '../../disclosure.ts';
import { eachString } from '../localized-text.ts';
import type { Rule } from '../rule.ts';

/** Callers are told with the first sentence that an AI speaks. */
const greetingDiscloses: Rule = (_, texts) => {
  const own = texts.find(({ path }) => path.length === 1 && path[0] === 'disclosure');
  return texts
    .filter(({ path }) => path.length === 1 && path[0] === 'greeting')
    .flatMap(eachString)
    .filter(({ language, content }) => {
      if (!Locale.safeParse(language).success || content.trim() === '') return false;
      return !disclosesAi(content, language, own?.texts.get(language)?.[0]);
    })
    .map(({ path, language }) => {
      const words = own?.texts.get(language)?.[0];
      const what = words === undefined ? 'that an AI speaks' : `"${words}", as disclosure has it`;
      const fix =
        words === undefined
          ? 'say it there, such as: the AI assistant of {company}; or give your own words for it under disclosure'
          : 'say it there';
      return {
        path,
        at: 'value' as const,
        message: `the first sentence of the greeting in ${language} does not say ${what}; ${fix}`,
      };
    });
};

export const greetingRules: readonly Rule[] = [greetingDiscloses];
