/** The words of a text as they compare: lower case, without punctuation. */
export function normalWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? []
  );
}

/** One string that is the same for texts that say the same. */
export function normalText(text: string): string {
  return normalWords(text).join(' ');
}
