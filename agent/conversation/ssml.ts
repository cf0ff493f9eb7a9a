const XML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text as it may stand inside SSML. An escaped character has at most six. */
export function escapedForSsml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => XML[character] ?? '');
}

/**
 * What stands around marked-up words so that they are spoken at a rate, in percent of the voice's usual one; as they
 * are when it is undefined. Standard and neural voices take it (Amazon Polly developer guide, "prosody").
 */
export function ssmlFrame(rate: number | undefined): [before: string, after: string] {
  return rate === undefined
    ? ['<speak>', '</speak>']
    : [`<speak><prosody rate="${rate}%">`, '</prosody></speak>'];
}
