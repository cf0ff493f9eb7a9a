import { existsSync, readFileSync } from 'node:fs';
import { CommandFailed } from '../../command-failed.ts';
import { SuiteResult } from './suite-result.ts';

/**
 * Reads the JSON report of an earlier run that this one is to be compared with.
 *
 * @throws CommandFailed when there is none, or when its calls were other ones than this run will play.
 */
export function earlierSuite(
  file: string,
  { level, seed }: Pick<SuiteResult, 'level' | 'seed'>,
): SuiteResult {
  if (!existsSync(file))
    throw new CommandFailed(`There is no report ${file}. Make one: parley test --report json`);
  const parsed = SuiteResult.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new CommandFailed(`${file} is no JSON report of parley test.`);
  const earlier = parsed.data;
  if (earlier.level !== level || earlier.seed !== seed)
    throw new CommandFailed(
      `${file} has other calls than this run would play. Compare with: --level ${earlier.level} --seed ${earlier.seed}`,
    );
  return earlier;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
