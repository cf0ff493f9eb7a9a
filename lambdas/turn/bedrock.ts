import { bedrockClient, bedrockModel, modelBreaker } from '../../adapters/bedrock/converse.ts';
import type { Model } from '../../agent/conversation/ports.ts';

/** The models of Bedrock by their ids, over one client: it holds the connections. */
export function bedrockModels(): (id: string) => Model {
  const client = bedrockClient();
  return (id) => bedrockModel(client, id, modelBreaker(id));
}
