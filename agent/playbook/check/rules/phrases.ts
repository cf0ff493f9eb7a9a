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
  const meanings = new Map<string, Meaning>();
  return texts.flatMap((text) => {
    const among = competition(text.path);
    return among === undefined ? [] : clashes(text, among, meanings);
  });
};

/** A phrase as it was first written, and where. */
interface Meaning {
  path: Path;
  content: string;
}

function twice(content: string, first: string): string {
  return content === first
    ? `"${content}" is in this list twice; keep one`
    : `"${content}" sounds like "${first}", which is in this list already; keep one`;
}

function clashes(text: LocalizedText, among: string, meanings: Map<string, Meaning>): Finding[] {
  return eachString(text).flatMap(({ path, language, content }): Finding[] => {
    const key = JSON.stringify([among, language, normalisePhrase(content)]);
    const other = meanings.get(key);
    if (other === undefined) {
      meanings.set(key, { path: text.path, content });
      return [];
    }
    const message =
      pathText(other.path) === pathText(text.path)
        ? twice(content, other.content)
        : `"${content}" is also in ${pathText(other.path)}; a caller who says it can mean only one of them`;
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
