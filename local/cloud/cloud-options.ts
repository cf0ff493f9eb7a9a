import type { LatencyProfile } from '../latency/latency-profile.ts';
import type { WireHandler } from '../wire/server.ts';
import type { CallLookup } from './calls.ts';
import type { RealService } from './environment.ts';

/** The ears and the voice of the laptop's cloud: handlers of Amazon Transcribe's and Amazon Polly's wire. */
export interface SpeechServices {
  transcribe: WireHandler;
  polly: WireHandler;
  close(): Promise<void>;
}

export interface CloudOptions {
  /** What `cdk synth` wrote. */
  assemblyDirectory: string;
  /** Where tables, streams, events and objects are kept; `memory` throws them away at the end. */
  dataDirectory: string | 'memory';
  latency: LatencyProfile;
  /** Of the faults' probabilities. */
  seed: number;
  /** Services left to AWS itself, with this machine's credentials. */
  realServices: ReadonlySet<RealService>;
  /** Makes the ears and the voice. Without it Transcribe and Polly answer to nothing on this machine. */
  speech?: (calls: CallLookup) => SpeechServices | Promise<SpeechServices>;
  /** Further environment of the containers, such as the origins that may open a call. */
  containerEnvironment?: Readonly<Record<string, string>>;
  /** AWS_REGION of this machine when absent; us-east-1 when there is none and no service is real. */
  region?: string;
  /** Aborted when the stack is no longer wanted while it starts: what has been brought up is taken down again. */
  signal?: AbortSignal;
  onProgress?(message: string): void;
  onWarning?(message: string): void;
  /** Each line that a function or a container writes; the files in `logs/` have them too. */
  onLog?(name: string, line: string): void;
}
