import { LanguageCode, MediaEncoding } from '@aws-sdk/client-transcribe-streaming';
import type { WireRequest } from '../../wire/server.ts';

/** What a stream asks for in its headers, once checked. */
export interface StreamRequest {
  languageCode: string;
  sessionId: string;
}

/** Why a stream is refused, in Transcribe's own words where they are known. */
export interface BadRequest {
  problem: string;
}

/** Amazon's service takes 8,000 to 48,000 Hz; telephone lines, and this one, have 8,000. */
const SAMPLE_RATE = '8000';
/** Transcribe takes no other form of session id (API reference, StartStreamTranscription, SessionId). */
const SESSION_ID = /^[a-fA-F0-9]{8}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{4}-[a-fA-F0-9]{12}$/;

/** Reads and checks the headers of StartStreamTranscription. `languages` are those that can be recognised. */
export function readRequest(
  { headers }: Pick<WireRequest, 'headers'>,
  languages: readonly string[],
): StreamRequest | BadRequest {
  const header = (name: string): string | undefined => headers[`x-amzn-transcribe-${name}`]?.toString();
  const languageCode = header('language-code') ?? '';
  const sessionId = header('session-id') ?? crypto.randomUUID();
  const problems = [
    languageProblem(languageCode, languages),
    encodingProblem(header('media-encoding') ?? ''),
    rateProblem(header('sample-rate') ?? ''),
    SESSION_ID.test(sessionId) ? undefined : 'The session id must be a UUID.',
  ];
  const problem = problems.find((found) => found !== undefined);
  return problem === undefined ? { languageCode, sessionId } : { problem };
}

function languageProblem(code: string, languages: readonly string[]): string | undefined {
  if (languages.includes(code)) return undefined;
  const amazons: string[] = Object.values(LanguageCode);
  if (!amazons.includes(code)) return `The language code '${code}' is not supported.`;
  return `The laptop's Transcribe hears ${languages.join(', ')}, not ${code}: call with --aws transcribe for that.`;
}

function encodingProblem(encoding: string): string | undefined {
  if (encoding === MediaEncoding.PCM) return undefined;
  const amazons: string[] = Object.values(MediaEncoding);
  if (!amazons.includes(encoding)) return `The media encoding '${encoding}' is not supported.`;
  return `The laptop's Transcribe takes pcm, not ${encoding}.`;
}

function rateProblem(rate: string): string | undefined {
  return rate === SAMPLE_RATE ? undefined : `The laptop's Transcribe takes 8000 Hz, not '${rate}'.`;
}
