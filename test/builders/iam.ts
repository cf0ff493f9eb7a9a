import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

const oneOrMany = z.union([z.unknown().array(), z.unknown().transform((one) => [one])]);

const Statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string().transform((one) => [one]), z.string().array()]),
  Resource: oneOrMany.optional(),
  Principal: z.unknown().optional(),
  Condition: z.unknown().optional(),
});
const Document = z.object({ Statement: Statement.array() });

/** One statement of a policy, and where it stands in the template. */
export interface PolicyStatement extends z.infer<typeof Statement> {
  at: string;
}

/** Every statement of every policy document anywhere in a template. */
export function policyStatements(template: Template): PolicyStatement[] {
  return documents('', template.toJSON());
}

/** The actions that any policy attached to a role allows, with the resources they are allowed on. */
export function allowedTo(template: Template, role: string): Map<string, unknown[]> {
  const mine = policyStatements(template).filter(
    ({ at, Effect }) => Effect === 'Allow' && at.includes(`/${role}`),
  );
  const resourcesByAction = new Map<string, unknown[]>();
  for (const statement of mine) {
    for (const action of statement.Action) {
      resourcesByAction.set(action, [
        ...(resourcesByAction.get(action) ?? []),
        ...(statement.Resource ?? []),
      ]);
    }
  }
  return resourcesByAction;
}

function documents(at: string, value: unknown): PolicyStatement[] {
  if (typeof value !== 'object' || value === null) return [];
  const document = Document.safeParse(value);
  if (document.success) return document.data.Statement.map((statement) => ({ ...statement, at }));
  return Object.entries(value).flatMap(([key, member]) => documents(`${at}/${key}`, member));
}
