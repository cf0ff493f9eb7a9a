import type { Draft } from './draft.ts';
import type { Finding } from './finding.ts';
import { calendarRules } from './rules/calendar.ts';
import { fieldRules } from './rules/fields.ts';
import { goalRules } from './rules/goals.ts';
import { languageRules } from './rules/languages.ts';
import { phraseRules } from './rules/phrases.ts';
import { placeholderRules } from './rules/placeholders.ts';
import { toolRules } from './rules/tools.ts';
import type { LocalizedText } from './shape.ts';

/** Something that must hold between the parts of a playbook. Says where it does not. */
export type Rule = (draft: Draft, texts: readonly LocalizedText[]) => Finding[];

/** Every rule. To add one, write it in the file of its subject under `rules/` and export it there. */
export const RULES: readonly Rule[] = [
  ...languageRules,
  ...calendarRules,
  ...fieldRules,
  ...goalRules,
  ...toolRules,
  ...placeholderRules,
  ...phraseRules,
];
