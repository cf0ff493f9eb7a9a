import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ContainerProcess, startContainer } from '../../../local/cloud/container-process.ts';
import { CloudProblem } from '../../../local/cloud-problem.ts';
import { aDirectory } from '../../builders/a-change.ts';

const PORT_FILE = 'port';

/** Starts a container whose program is this source. */
async function container(source: string, more: { healthUrl?: string; onCrash?(how: string): void } = {}) {
  const directory = aDirectory();
  writeFileSync(path.join(directory, 'main.mjs'), source);
  const lines: string[] = [];
  const started: ContainerProcess = await startContainer({
    spec: {
      name: 'Demo',
      directory,
      program: 'main.mjs',
      environment: { GREETING: 'hello', PORT: '8080' },
      port: 8080,
      stopTimeoutMs: 500,
    },
    environment: { PORT: PORT_FILE },
    healthUrl: more.healthUrl,
    onLine: (line) => lines.push(line),
    onCrash: more.onCrash ?? (() => {}),
  });
  onTestFinished(() => started.stop());
  return { started, lines };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a container on this machine', () => {
  it('runs its program with the template’s environment, its port replaced', async () => {
    const { lines } = await container(
      'console.log(process.env.GREETING, process.env.PORT, process.env.HOME); setInterval(() => {}, 1000);',
    );
    await expect.poll(() => lines).toEqual([`hello ${PORT_FILE} undefined`]);
  });

  it('is asked to end twice, and made to when it does not', async () => {
    const { started, lines } = await container(
      'process.on("SIGTERM", () => console.log("no")); console.log("up"); setInterval(() => {}, 1000);',
    );
    await expect.poll(() => lines).toEqual(['up']);
    await started.stop();
    expect(lines).toEqual(['up', 'no', 'no']);
    expect(isRunning(started.pid)).toBe(false);
  });

  it('is reported when it ends by itself', async () => {
    const crashed = Promise.withResolvers<string>();
    await container('setTimeout(() => process.exit(3), 50);', { onCrash: crashed.resolve });
    expect(await crashed.promise).toBe('exit status 3');
  });

  it('that ends before it is healthy did not start; the error says what it wrote', async () => {
    const starting = container('console.error("no microphone"); process.exit(1);', {
      healthUrl: 'http://127.0.0.1:9/health',
    });
    await expect(starting).rejects.toThrow(CloudProblem);
    await expect(starting).rejects.toThrow(/Demo did not start \(exit status 1\)\.\nno microphone/);
  });
});
