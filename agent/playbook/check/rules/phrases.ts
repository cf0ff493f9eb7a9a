import { normalisePhrase } from '../../phrases.ts';
import { type Finding, type Path, pathText } from '../finding.ts';
import { eachString, type LocalizedText } from '../localized-text.ts';
import type { Rule } from '../rule.ts';

/**
 * Where phrases compete: what a caller says must mean one goal, question or wish for a person; and within a
 * field, one choice. Undefined for texts that are not what callers say.
 */
function competition(path: Path): string | undefined {
  const [section, , key] = path;
  const last = path.at(-1);
  if (section === 'goals' && last === 'phrases') return 'what callers want';
  if (section === 'knowledge' && last === 'question') return 'what callers want';
  if (section === 'objections' && last === 'phrases') return 'what callers want';
  if (section === 'handover' && last === 'phrases') return 'what callers want';
  if (section === 'fields' && key === 'choices' && last === 'phrases') return `fields.${path[1]}`;
  return undefined;
}

/** One phrase, one meaning. */
const phrasesAreUnambiguous: Rule = (_, texts) => {
  const meanings = new Map<string, Path>();
  return texts.flatMap((text) => {
    const among = competition(text.path);
    return among === undefined ? [] : clashes(text, among, meanings);
  });
};

function clashes(text: LocalizedText, among: string, meanings: Map<string, Path>): Finding[] {
  return eachString(text).flatMap(({ path, language, content }): Finding[] => {
    const key = JSON.stringify([among, language, normalisePhrase(content)]);
    const other = meanings.get(key);
    if (other === undefined) {
      meanings.set(key, text.path);
      return [];
    }
    const message =
      pathText(other) === pathText(text.path)
        ? `"${content}" is in this list twice; keep one`
        : `"${content}" is also in ${pathText(other)}; a caller who says it can mean only one of them`;
    return [{ path, at: 'value', message }];
  });
}

const phrasesHaveWords: Rule = (_, texts) =>
  texts
    .filter((text) => competition(text.path) !== undefined)
    .flatMap((text) =>
      eachString(text)
        .filter(({ content }) => content !== '' && normalisePhrase(content) === '')
        .map(({ path, content }) => ({
          path,
          at: 'value' as const,
          message: `"${content}" has no word that a caller could say`,
        })),
    );

export const phraseRules: readonly Rule[] = [phrasesAreUnambiguous, phrasesHaveWords];
