/** Phrases with slashes between them. */
export const list = (text: string): string[] => text.split('/').map((phrase) => phrase.trim());

/** Single words with spaces between them. */
export const words = (text: string): string[] => text.trim().split(/\s+/);

/** Words with the numbers from `first` on, `step` apart. */
export const numbered = (text: string, first: number, step: number): Record<string, number> =>
  Object.fromEntries(words(text).map((word, index) => [word, first + index * step]));
