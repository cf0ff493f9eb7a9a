import { EventEmitter } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import * as z from 'zod';
import { EngineRequest, type EngineSaid } from './dynamodb-messages.ts';

/**
 * Runs dynalite in a thread of its own: it computes in JavaScript, and must not hold up the audio. Requests come and
 * answers go as messages between the threads: by HTTP each would cost more than what dynalite does for it.
 */
const { directory } = z.object({ directory: z.string().optional() }).parse(workerData);
const server = dynalite({
  ...(directory === undefined ? {} : { path: directory }),
  createTableMs: 0,
  updateTableMs: 0,
  deleteTableMs: 0,
});
// Nobody connects. dynalite closes its files only with a server that listens.
server.listen(0, '127.0.0.1', () => say({ kind: 'ready' }));
parentPort?.on('message', (message: unknown) => {
  if (message === 'stop') server.close(() => parentPort?.close());
  else handle(EngineRequest.parse(message));
});

/** Hands a request to dynalite's own handler, with no more of HTTP around it than it looks at. */
function handle({ id, headers, body }: EngineRequest): void {
  const answered: Record<string, string> = {};
  const response = {
    statusCode: 200,
    setHeader: (name: string, value: string | number) => {
      answered[name.toLowerCase()] = String(value);
    },
    end: (text = '') =>
      say({ kind: 'answer', id, status: response.statusCode, headers: answered, body: text }),
  };
  const request = Object.assign(new EventEmitter(), { method: 'POST', url: '/', headers });
  server.emit('request', request, response);
  request.emit('data', Buffer.from(body));
  request.emit('end');
}

function say(message: EngineSaid): void {
  parentPort?.postMessage(message);
}
