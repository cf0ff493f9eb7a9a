import * as z from 'zod';
import { Locale } from '../turn/turn-request.ts';

/** A stretch of what the business knows, short enough to be told to a model or to be spoken. */
export const Passage = z.strictObject({
  /** Where it stands: `knowledge/en-US/fees.md:12`, or `knowledge.parking` for a question of the playbook. */
  source: z.string(),
  locale: Locale,
  /** The headings above it, or the question that it answers. */
  title: z.string(),
  /** Plain words without any markup. */
  text: z.string(),
});
export type Passage = z.infer<typeof Passage>;

/** A passage that was found for what a caller asked. */
export const FoundPassage = z.strictObject({
  source: z.string(),
  title: z.string(),
  text: z.string(),
  /** Share of the telling words of the question that stand in it, the rare ones counting more: 0 to 1. */
  share: z.number().min(0).max(1),
});
export type FoundPassage = z.infer<typeof FoundPassage>;

/** What a turn's record keeps of looking something up. */
export const KnowledgeLookup = z.strictObject({
  /** How long it took, in milliseconds. */
  ms: z.number().nonnegative(),
  /** Best first; empty when nothing was found. */
  found: z.array(FoundPassage.omit({ text: true })),
});
export type KnowledgeLookup = z.infer<typeof KnowledgeLookup>;
