import * as z from 'zod';
import { compile } from '../../../agent/playbook/compile.ts';
import type { CompiledPlaybook } from '../../../agent/playbook/compiled-playbook.ts';
import type { ToolMock } from '../../../agent/scenario/schema/world.ts';
import { type MockShelf, mockShelf } from '../../../agent/scenario/world/mock-shelf.ts';
import { answerOf } from '../../../agent/scenario/world/mocked-http.ts';
import type { UnmatchedCall } from '../../../agent/scenario/world/mocked-tools.ts';
import { pause } from '../../latency/pause.ts';
import { readBody, serve, type WireHandler, type WireResponse } from '../../wire/server.ts';

/** The services behind the connectors of scenarios, on this machine: they answer as the scenarios' mocks say. */
export interface ConnectorService {
  /** The playbook with its connectors led here. What goes into a request is its input, whole. */
  leadHere(playbook: CompiledPlaybook): CompiledPlaybook;
  /** From now on requests of that playbook are answered by these mocks; the list fills with those that none is for. */
  begin(playbookId: string, mocks: readonly ToolMock[]): readonly UnmatchedCall[];
  close(): Promise<void>;
}

interface Scene {
  shelf: MockShelf;
  unmatched: UnmatchedCall[];
}

const Input = z.record(z.string(), z.unknown());
/** What a request that no mock is for is answered with. */
const NOBODY_THERE = 404;

export async function connectorService(): Promise<ConnectorService> {
  const scenes = new Map<string, Scene>();
  const server = await serve(answering(scenes));
  return {
    leadHere({ source, passages }) {
      if (source.connectors === undefined) return compile(source, passages);
      const connectors = Object.fromEntries(
        Object.entries(source.connectors).map(([tool, { headers: _h, sign: _s, ...connector }]) => [
          tool,
          { ...connector, method: 'POST' as const, url: `${server.url}/${source.id}/${tool}` },
        ]),
      );
      return compile({ ...source, connectors }, passages);
    },
    begin(playbookId, mocks) {
      const scene: Scene = { shelf: mockShelf(mocks), unmatched: [] };
      scenes.set(playbookId, scene);
      return scene.unmatched;
    },
    close: () => server.close(),
  };
}

function answering(scenes: ReadonlyMap<string, Scene>): WireHandler {
  return async (request, response) => {
    const [, playbookId = '', tool = ''] = (request.url ?? '').split('/');
    const input = Input.parse(JSON.parse((await readBody(request)).toString('utf8')));
    const scene = scenes.get(playbookId);
    const mock = scene?.shelf.take(tool, input);
    if (mock === undefined) {
      // The key is `callId/turn/ordinal`.
      const turn = Number(String(request.headers['idempotency-key']).split('/')[1]);
      scene?.unmatched.push({ turn, tool, input });
      return end(response, NOBODY_THERE, '');
    }
    await pause(mock.latencyMs ?? 0);
    const answer = answerOf(mock.answer);
    // What is lost or times out is never answered; the connection stays open until the caller gives up.
    if (answer.outcome === 'answered') end(response, answer.status, answer.body);
    else if (answer.outcome === 'unreachable') response.destroy();
  };
}

function end(response: WireResponse, status: number, body: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(body);
}
