import * as z from 'zod';
import type { Path } from './finding.ts';
import { isLocalizedList } from './schema-shape.ts';

/** Texts that stand in the playbook once per language: `ask`, `phrases`, `answer`, … */
export interface LocalizedText {
  path: Path;
  /** Language to the text or texts. Only what has the right form. */
  texts: ReadonlyMap<string, readonly string[]>;
  /** Every language that is written, whatever stands under it. */
  languages: string[];
  /** Whether several texts stand under each language. */
  isList: boolean;
  /** What can be filled into it, as far as that is the same in every playbook. */
  placeholders: readonly string[];
}

const Names = z.array(z.string()).catch([]);

/** Reads what stands at a place where the schema wants a localized text or list of texts. */
export function localizedText(schema: z.ZodType, value: Record<string, unknown>, path: Path): LocalizedText {
  const texts = new Map<string, string[]>();
  for (const [language, content] of Object.entries(value)) {
    const list: unknown[] = Array.isArray(content) ? content : [content];
    texts.set(language, list.every((text) => typeof text === 'string') ? list : []);
  }
  return {
    path,
    texts,
    languages: Object.keys(value),
    isList: isLocalizedList(schema),
    placeholders: Names.parse(schema.meta()?.placeholders),
  };
}

/** Each text of each language, with its own path. */
export function eachString(text: LocalizedText): { path: Path; language: string; content: string }[] {
  return [...text.texts].flatMap(([language, entries]) =>
    entries.map((content, index) => ({
      path: text.isList ? [...text.path, language, index] : [...text.path, language],
      language,
      content,
    })),
  );
}
