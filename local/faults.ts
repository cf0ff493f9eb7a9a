import type { LocalService } from './cloud/environment.ts';
import { pause } from './latency/pause.ts';
import { type Random, seededRandom } from './latency/random.ts';
import { sendJsonError, sendRestError } from './wire/answers.ts';
import { readBody, type WireHandler, type WireRequest, type WireResponse } from './wire/server.ts';

/** The services whose wire can be made to fail. */
export type FaultyService = LocalService;

/** What goes wrong. */
export type FaultKind =
  /** Answered at once: too many requests. */
  | { kind: 'throttle' }
  /** Answered at once: the service failed. */
  | { kind: 'error' }
  /** Never answered; the connection stays open until the caller gives up. */
  | { kind: 'stall' }
  /** The connection breaks once this much of the answer has been sent. */
  | { kind: 'cut'; afterBytes: number }
  /** Answered as usual, but so much later. */
  | { kind: 'slow'; ms: number };

/** A fault on the wire of one service. */
export type Fault = FaultKind & {
  service: FaultyService;
  /** Only requests whose path holds this text, such as a model id or a function's name. All when absent. */
  path?: string;
  /** Only requests for this operation of a JSON service, such as PutItem. All when absent. */
  operation?: string;
  /** Only requests whose body holds this text, such as a partition's key. All when absent. */
  body?: string;
  /** How many matching requests pass unharmed first. None when absent. */
  after?: number;
  /** How many requests it strikes before it is over. Without end when absent. */
  times?: number;
  /** How likely it strikes each time, from 0 to 1. Certain when absent. */
  probability?: number;
};

/** A fault that has been set. */
export interface FaultInForce {
  /** How many requests it has struck so far. */
  struck(): number;
  takeAway(): void;
}

/** Faults set on the wire of the laptop's services, never inside the code that is tried with them. */
export interface Faults {
  set(fault: Fault): FaultInForce;
  clear(): void;
  /** A service's handler with the faults that are set for it. */
  wrap(service: FaultyService, handler: WireHandler): WireHandler;
}

interface SetFault {
  fault: Fault;
  passed: number;
  struck: number;
}

/** The same seed strikes the same requests. */
export function faultsWith(seed: number): Faults {
  const random = seededRandom(seed);
  let all: SetFault[] = [];
  return {
    set: (fault) => {
      const entry = { fault, passed: 0, struck: 0 };
      all.push(entry);
      return {
        struck: () => entry.struck,
        takeAway: () => {
          all = all.filter((each) => each !== entry);
        },
      };
    },
    clear: () => {
      all = [];
    },
    wrap: (service, handler) => async (request, response) => {
      const own = all.filter(({ fault }) => fault.service === service);
      const body = own.some(({ fault }) => fault.body !== undefined) ? await peekBody(request) : undefined;
      const striking = own.find((each) => strikes(each, request, body, random));
      if (striking === undefined) return handler(request, response);
      return strike(striking.fault, handler, request, response);
    },
  };
}

/** Reads a request's body and leaves it there for whoever reads it next. */
async function peekBody(request: WireRequest): Promise<string> {
  const body = await readBody(request);
  Object.defineProperty(request, Symbol.asyncIterator, { value: () => [body].values() });
  return body.toString('utf8');
}

function strikes(entry: SetFault, request: WireRequest, body: string | undefined, random: Random): boolean {
  const { path, operation, after = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = entry.fault;
  if (path !== undefined && !decodeURIComponent(request.url ?? '').includes(path)) return false;
  const target = String(request.headers['x-amz-target']);
  if (operation !== undefined && !target.endsWith(`.${operation}`)) return false;
  if (entry.fault.body !== undefined && body?.includes(entry.fault.body) !== true) return false;
  if (entry.passed < after) {
    entry.passed += 1;
    return false;
  }
  if (entry.struck >= times || random() >= probability) return false;
  entry.struck += 1;
  return true;
}

async function strike(
  fault: Fault,
  handler: WireHandler,
  request: WireRequest,
  response: WireResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'throttle':
      return refuse(fault.service, response, 'throttle');
    case 'error':
      return refuse(fault.service, response, 'error');
    case 'stall':
      return;
    case 'slow':
      await pause(fault.ms);
      return handler(request, response);
    case 'cut':
      cutAfter(response, fault.afterBytes);
      return handler(request, response);
  }
}

/** What each service calls its own refusals: HTTP status and error name. */
const REFUSALS: Readonly<Record<FaultyService, Record<'throttle' | 'error', [number, string]>>> = {
  bedrock: { throttle: [429, 'ThrottlingException'], error: [500, 'InternalServerException'] },
  dynamodb: {
    throttle: [400, 'ProvisionedThroughputExceededException'],
    error: [500, 'InternalServerError'],
  },
  eventbridge: { throttle: [400, 'ThrottlingException'], error: [500, 'InternalException'] },
  lambda: { throttle: [429, 'TooManyRequestsException'], error: [500, 'ServiceException'] },
  'pinpoint-sms-voice-v2': {
    throttle: [400, 'ThrottlingException'],
    error: [500, 'InternalServerException'],
  },
  polly: { throttle: [429, 'ThrottlingException'], error: [500, 'ServiceFailureException'] },
  s3: { throttle: [503, 'SlowDown'], error: [500, 'InternalError'] },
  'secrets-manager': {
    throttle: [400, 'ThrottlingException'],
    error: [500, 'InternalServiceError'],
  },
  transcribe: { throttle: [429, 'LimitExceededException'], error: [500, 'InternalFailureException'] },
};

/** Services that tell their errors in the body. */
const JSON_RPC: ReadonlySet<FaultyService> = new Set([
  'dynamodb',
  'eventbridge',
  'pinpoint-sms-voice-v2',
  'secrets-manager',
]);

function refuse(service: FaultyService, response: WireResponse, kind: 'throttle' | 'error'): void {
  const [status, type] = REFUSALS[service][kind];
  const message = `A ${kind} set on the wire of ${service}.`;
  if (JSON_RPC.has(service)) {
    sendJsonError(response, status, type, message);
  } else if (service === 's3') {
    response.statusCode = status;
    response.setHeader('content-type', 'application/xml');
    response.end(`<Error><Code>${type}</Code><Message>${message}</Message></Error>`);
  } else {
    sendRestError(response, status, type, message);
  }
}

/** Breaks the connection at the first write that reaches the limit. */
function cutAfter(response: WireResponse, limitBytes: number): void {
  let sentBytes = 0;
  const write = response.write.bind(response);
  const isOver = (chunk: unknown): boolean => {
    sentBytes += chunk instanceof Uint8Array ? chunk.byteLength : Buffer.byteLength(String(chunk ?? ''));
    return sentBytes >= limitBytes;
  };
  const destroy = (): void => {
    if ('stream' in response) response.stream.close(2);
    else response.destroy();
  };
  Object.assign(response, {
    write: (chunk: Uint8Array) => {
      if (!isOver(chunk)) return Reflect.apply(write, response, [chunk]);
      destroy();
      return false;
    },
    end: destroy,
  });
}
