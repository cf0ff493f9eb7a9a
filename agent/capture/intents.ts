import { afterFillers, findPhrase, type Token } from './tokens.ts';
import type { Intent, LanguageWords } from './words/words.ts';

/** What outweighs what when several are said at once ("thanks, bye"). */
const ORDER: readonly Intent[] = ['person', 'repeat', 'wait', 'cancel-that', 'goodbye', 'thanks'];

/** Intents that count only when little else was said: their phrases are also parts of other sentences. */
const ALONE: ReadonlySet<Intent> = new Set(['wait', 'thanks', 'cancel-that']);
/** Words beside the phrase, fillers aside, up to which it counts as said alone. */
const ALONE_WORDS = 3;

export interface IntentContext {
  words: LanguageWords;
  /** The playbook's own ways to ask for a person. */
  personPhrases: readonly string[];
}

/** Finds a set phrase that every call can have. */
export function readIntent(tokens: readonly Token[], context: IntentContext): Intent | undefined {
  const { words } = context;
  if (findPhrase(tokens, context.personPhrases) !== undefined) return 'person';
  const start = afterFillers(tokens, words);
  return ORDER.find((intent) => {
    const span = findPhrase(tokens, words.intents[intent]);
    if (span === undefined) return false;
    return !ALONE.has(intent) || tokens.length - start - (span.to - span.from) <= ALONE_WORDS;
  });
}
