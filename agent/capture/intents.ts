import { afterFillers, findPhrase, phraseAt, type Span, type Token } from './tokens.ts';
import type { Intent, LanguageWords } from './words/words.ts';

/** What outweighs what when several are said at once ("thanks, bye"). */
const ORDER: readonly Intent[] = ['person', 'repeat', 'wait', 'cancel-that', 'goodbye', 'thanks', 'anger'];

/** Intents that count only when little else was said: their phrases are also parts of other sentences. */
const ALONE: ReadonlySet<Intent> = new Set(['wait', 'thanks', 'cancel-that']);
/** Words beside the phrase, fillers aside, up to which it counts as said alone. */
const ALONE_WORDS = 3;

export interface IntentContext {
  words: LanguageWords;
  /** The playbook's own ways to ask for a person. */
  personPhrases: readonly string[];
  /** A yes or no was asked for: a caller who is not interested says no to that, and does not leave. */
  expectsYesNo: boolean;
}

/** A set phrase and where it stands: nothing else is read from its words ("one second" is no second). */
export interface SaidIntent {
  intent: Intent;
  span: Span;
}

/** Finds a set phrase that every call can have. */
export function readIntent(tokens: readonly Token[], context: IntentContext): SaidIntent | undefined {
  const { words } = context;
  // "Are you a real person?" asks for none.
  const whoIsThere = findPhrase(tokens, words.intents['who-is-there']);
  if (whoIsThere !== undefined) return { intent: 'who-is-there', span: whoIsThere };
  const person = findPhrase(tokens, context.personPhrases);
  if (person !== undefined) return { intent: 'person', span: person };
  const start = afterFillers(tokens, words);
  const alone = (phrases: readonly string[]): Span | undefined => {
    const span = phraseAt(tokens, start, phrases);
    return span !== undefined && afterFillers(tokens, words, span.to) === tokens.length ? span : undefined;
  };
  const again = alone(words.asksAgain);
  if (again !== undefined) return { intent: 'repeat', span: again };
  const nothing = context.expectsYesNo ? undefined : alone(words.wantsNothing);
  if (nothing !== undefined) return { intent: 'goodbye', span: nothing };
  for (const intent of ORDER) {
    const span = findPhrase(tokens, words.intents[intent]);
    if (span === undefined) continue;
    const beside = tokens.length - start - (span.to - span.from);
    if (!ALONE.has(intent) || beside <= ALONE_WORDS) return { intent, span };
  }
  return undefined;
}
