/** p50, p90, p95 and p99 of measurements in milliseconds, by the nearest rank; undefined without any. */
export interface Percentiles {
  n: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

export function percentilesOf(values: readonly number[]): Percentiles | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
    return Math.round(value * 10) / 10;
  };
  return { n: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

/** Rows of percentiles under their names, as a table for a terminal. */
export function tableOf(rows: Readonly<Record<string, Percentiles | undefined>>): string {
  const line = (cells: readonly (string | number)[]): string =>
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(36) : String(cell).padStart(8))).join('');
  const body = Object.entries(rows).flatMap(([name, row]) =>
    row === undefined ? [] : [line([name, row.n, row.p50, row.p90, row.p95, row.p99])],
  );
  return [line(['', 'n', 'p50', 'p90', 'p95', 'p99']), ...body].join('\n');
}
