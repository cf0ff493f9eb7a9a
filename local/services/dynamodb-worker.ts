import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import * as z from 'zod';

/** Runs dynalite in a thread of its own: it computes in JavaScript, and must not hold up the audio. */
const { directory } = z.object({ directory: z.string().optional() }).parse(workerData);
const server = dynalite({
  ...(directory === undefined ? {} : { path: directory }),
  createTableMs: 0,
  updateTableMs: 0,
  deleteTableMs: 0,
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
parentPort?.on('message', () => {
  server.closeAllConnections();
  server.close(() => parentPort?.close());
});
