import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { CloudProblem } from '../../cloud-problem.ts';
import type { Resource } from '../template.ts';

const Container = z.object({
  Name: z.string(),
  Image: z.string(),
  Environment: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
  PortMappings: z.array(z.object({ ContainerPort: z.number() })).default([]),
  /** Seconds between SIGTERM and SIGKILL; 30 is ECS's default. */
  StopTimeout: z.number().default(30),
});
const Properties = z.object({ ContainerDefinitions: z.array(Container) });

/** A container of a task, run as the Node program that its image holds. */
export interface ContainerSpec {
  name: string;
  directory: string;
  /** File of the program in the directory. */
  program: string;
  environment: Record<string, string>;
  /** The port that it listens on by the template. */
  port: number | undefined;
  stopTimeoutMs: number;
}

/** Reads the containers of a task. @throws CloudProblem when one is not a Node program of the assembly. */
export function readTask(resource: Resource, assets: ReadonlyMap<string, string>): ContainerSpec[] {
  return resource.read(Properties).ContainerDefinitions.map((container) => {
    const tag = container.Image.split(':').at(-1) ?? '';
    const directory = assets.get(tag);
    if (directory === undefined)
      throw new CloudProblem(`${resource.logicalId}: the image ${container.Image} is not in the assembly.`);
    return {
      name: container.Name,
      directory,
      program: programOf(directory),
      environment: Object.fromEntries(container.Environment.map(({ Name, Value }) => [Name, Value])),
      port: container.PortMappings[0]?.ContainerPort,
      stopTimeoutMs: container.StopTimeout * 1_000,
    };
  });
}

/** What the image starts: the last `CMD ["node", "<file>"]` of its Dockerfile. */
function programOf(directory: string): string {
  const file = path.join(directory, 'Dockerfile');
  const commands = [...readFileSync(file, 'utf8').matchAll(/^CMD\s+(\[.*\])\s*$/gm)];
  const command = z
    .tuple([z.literal('node'), z.string()])
    .safeParse(JSON.parse(commands.at(-1)?.[1] ?? 'null'));
  if (!command.success)
    throw new CloudProblem(
      `${file} must end in CMD ["node", "<file>"]: nothing else can be run without Docker.`,
    );
  return command.data[1];
}

const TargetGroup = z.object({ HealthCheckPath: z.string().default('/'), Port: z.number().optional() });

/** Where a load balancer asks whether a task is well. */
export function readHealthCheck(resource: Resource): { path: string; port: number | undefined } {
  const { HealthCheckPath, Port } = resource.read(TargetGroup);
  return { path: HealthCheckPath, port: Port };
}
