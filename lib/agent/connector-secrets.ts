import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { CompiledPlaybook } from '../../agent/playbook/compiled-playbook.ts';
import { secretsOf } from '../../agent/tools/connector/request.ts';

/**
 * What Secrets Manager puts behind a secret's name in its ARN: a hyphen and six characters (Secrets Manager user
 * guide, "Secrets Manager resources").
 */
const ARN_SUFFIX = '-??????';

/** The permission to read exactly the secrets that the connectors of these playbooks name; none when they name none. */
export function readSecrets(scope: Construct, playbooks: readonly CompiledPlaybook[]): PolicyStatement[] {
  const connectors = playbooks.flatMap(({ source }) => Object.values(source.connectors ?? {}));
  const names = [...new Set(connectors.flatMap(secretsOf))].sort();
  if (names.length === 0) return [];
  const { partition, region, account } = Stack.of(scope);
  return [
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: names.map(
        (name) => `arn:${partition}:secretsmanager:${region}:${account}:secret:${name}${ARN_SUFFIX}`,
      ),
    }),
  ];
}
