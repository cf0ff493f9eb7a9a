import { spokenText } from '../../conversation/progress.ts';
import { disclosesAi, firstSentence } from '../../playbook/disclosure.ts';
import { type Expectation, failure } from '../expectations/expectation.ts';

/** The very first sentence of a call says that an AI speaks. */
export const disclosesItself: Expectation = ({ records, playbook }) => {
  const [first] = records;
  if (first === undefined) return [];
  const { locale } = first.state;
  const said = spokenText(first.answer);
  if (disclosesAi(said, locale, playbook.source.disclosure?.[locale])) return [];
  const message = `the first sentence does not say that an AI speaks: "${firstSentence(said, locale)}"`;
  return [failure('compliance.disclosure', message, first.turn)];
};
