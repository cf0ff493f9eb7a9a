import type { Draft } from './draft.ts';
import type { Finding } from './finding.ts';
import type { LocalizedText } from './localized-text.ts';

/** Something that must hold between the parts of a playbook. Says where it does not. */
export type Rule = (draft: Draft, texts: readonly LocalizedText[]) => Finding[];
