import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { PhoneNumber } from '../../agent/turn/turn-request.ts';
import { type FileCallResult, placeFileCall } from '../caller/file-call.ts';
import { spokenUtterances } from '../caller/spoken-utterances.ts';
import { readUtterances, type Utterance } from '../caller/utterance.ts';
import { CommandFailed } from '../command-failed.ts';
import { FLITE_VOICES, type FliteVoice } from '../engines/flite-voices.ts';
import { fetchRecording } from '../record/fetch-recording.ts';
import { type CallReport, reportCall } from '../report/call-report.ts';
import { printReport } from '../report/print-report.ts';
import { AGENT_STATES, type AgentState, CALL_LINES, type CallLine } from '../telephone/place.ts';
import { type OpenStack, openStack } from './open-stack.ts';
import { progressOn } from './progress.ts';
import { type StackOptions, withStackOptions } from './shared-options.ts';

interface Options extends StackOptions {
  playbook: string;
  line: CallLine;
  agent: AgentState;
  utterances: string[];
  say: string[];
  voice: FliteVoice;
  from?: string;
  out?: string;
  json: boolean;
}

/** Ends of a call that are no failure of the agent or the line. */
const GOOD_ENDS: ReadonlySet<string> = new Set(['agent-hung-up', 'caller-hung-up', 'transferred']);

const EXAMPLES = `
Each utterance is played in when the agent has finished. To interrupt, write how many milliseconds after the
agent begins to speak: "@800 No, Friday instead", or in a file's name: 04@800.wav. To press keys, write them in
brackets: "[2065550122]".

Examples:
  parley call --playbook dental-appointments --say "I'd like to book a cleaning" --say "next Tuesday at three"
  parley call --playbook dental-appointments --utterances ./calls/booking --out call.wav --json
  parley call --playbook dental-appointments --line connect --agent never --say "Can I talk to a person?"`;

/** `parley call`: one call by a caller who speaks from audio files, or from words that a synthesizer speaks. */
export function callCommand(): Command {
  const command = new Command('call')
    .description('place one call and print what came of it')
    .requiredOption('--playbook <id>', 'whom to call')
    .addOption(
      new Option('--line <line>', 'over which line: the media service, or a telephone line of the stack')
        .choices(CALL_LINES)
        .default('media'),
    )
    .addOption(
      new Option('--agent <state>', 'telephone lines: what a caller meets who is put through to a person')
        .choices(AGENT_STATES)
        .default('accepts'),
    )
    .option('--utterances <wav|folder...>', 'what the caller says: WAV files, or folders of them', [])
    .option('--say <text...>', 'what the caller says, spoken by a synthesizer', [])
    .addOption(new Option('--voice <name>', 'voice of --say').choices(FLITE_VOICES).default('rms'))
    .option('--from <number>', "the caller's number, such as +12065550100", phoneNumber)
    .option('--out <file>', 'write the call as a stereo WAV: caller left, agent right')
    .option('--json', 'print JSON', false)
    .addHelpText('after', EXAMPLES);
  return withStackOptions(command).action(call);
}

async function call(options: Options): Promise<void> {
  const progress = progressOn(process.stderr);
  if (options.out !== undefined) await refuseUnwritable(options.out);
  const utterances = await utterancesOf(options);
  await using stack = await openStack(options, progress);
  progress.show('Calling');
  const result = await placeFileCall({
    mediaUrl: stack.addressOf(options.line, options.agent),
    playbook: options.playbook,
    utterances,
    record: options.out !== undefined,
    ...(options.from === undefined ? {} : { from: options.from }),
  });
  const report = await reportOf(stack, result);
  if (options.out !== undefined) await saveRecording(options.out, stack, result);
  progress.done();
  print(options, report, stack.eventIds(result.callId));
  if (!GOOD_ENDS.has(result.endReason)) process.exitCode = 1;
}

/** A call that no agent took has no record, and no end to wait for either. */
async function reportOf(
  stack: OpenStack,
  { callId, endReason, detail }: FileCallResult,
): Promise<CallReport> {
  if ((await stack.record.turns(callId)).length > 0) await stack.published(callId);
  const report = reportCall(await stack.record.turns(callId));
  if (report === undefined)
    throw new CommandFailed(`The call ${callId} left no record: ${detail ?? endReason}.`);
  return report;
}

async function utterancesOf({ utterances, say, voice }: Options): Promise<Utterance[]> {
  if (utterances.length > 0 && say.length > 0)
    throw new CommandFailed('Give either --utterances or --say, not both: their order would be a guess.');
  return say.length > 0 ? spokenUtterances(say, voice) : readUtterances(utterances);
}

/** Tells before the call, not after it. */
async function refuseUnwritable(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  if (!(await isFolder(folder)))
    throw new CommandFailed(`${file} cannot be written: there is no folder ${folder}.`);
  if (await isFolder(file))
    throw new CommandFailed(`${file} is a folder. Name a file in it: ${path.join(file, 'call.wav')}`);
}

async function isFolder(place: string): Promise<boolean> {
  const found = await stat(place).catch(() => undefined);
  return found?.isDirectory() === true;
}

function phoneNumber(text: string): string {
  const number = PhoneNumber.safeParse(text);
  if (!number.success) throw new InvalidArgumentError('Write it with its country: +12065550100.');
  return number.data;
}

async function saveRecording(
  file: string,
  stack: OpenStack,
  { recording, callId }: FileCallResult,
): Promise<void> {
  if (recording === undefined)
    throw new CommandFailed(`The call ${callId} was not recorded; the media service's log says why.`);
  await writeFile(file, await fetchRecording(stack, recording));
}

function print(options: Options, report: CallReport, published: string[]): void {
  if (!options.json) {
    process.stdout.write(printReport(report));
    return;
  }
  const { events: _stored, ...rest } = report;
  const recording = options.out === undefined ? {} : { recording: options.out };
  process.stdout.write(`${JSON.stringify({ ...rest, events: published, ...recording }, null, 2)}\n`);
}
