import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in `/proc`: fixed at 100 for user space on Linux. */
const TICKS = 100;

interface Used {
  parent: number;
  seconds: number;
}

/** Seconds of processor time that a process and its children have used so far. Linux only: it reads `/proc`. */
export function cpuSecondsOfTree(root: number): number {
  const all = new Map<number, Used>();
  for (const name of readdirSync('/proc')) {
    const used = /^\d+$/.test(name) ? usedBy(name) : undefined;
    if (used !== undefined) all.set(Number(name), used);
  }
  const secondsOf = (pid: number): number =>
    [...all].reduce(
      (sum, [child, { parent }]) => (parent === pid ? sum + secondsOf(child) : sum),
      all.get(pid)?.seconds ?? 0,
    );
  return secondsOf(root);
}

/** Undefined where the process ended meanwhile. */
function usedBy(pid: string): Used | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in parentheses, may hold blanks: fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    if (parent === undefined || user === undefined || system === undefined) return undefined;
    return { parent, seconds: (user + system) / TICKS };
  } catch {
    return undefined;
  }
}
