import * as z from 'zod';
import type { Finding, Path } from './finding.ts';
import { pathText } from './finding.ts';
import { type LocalizedText, localizedText } from './localized-text.ts';
import { didYouMean } from './nearest.ts';
import { expected, isGroup, isLocalized, isLocalizedList, type Shape, shapeOf } from './schema-shape.ts';

export interface ShapeReport {
  findings: Finding[];
  texts: LocalizedText[];
  /** What the whole document is, for messages: `playbook`. */
  document: string;
}

/**
 * Finds what is missing, of the wrong type or outside its limits, and collects all localized texts on the
 * way. Expects known keys only (`spelling.ts`); reports everything, not only the first of each branch.
 * `document` is what messages call the whole.
 */
export function checkShape(schema: z.ZodType, value: unknown, document = 'playbook'): ShapeReport {
  const report: ShapeReport = { findings: [], texts: [], document };
  visit(schema, value, [], report);
  return report;
}

function visit(schema: z.ZodType, value: unknown, path: Path, report: ShapeReport): void {
  if ((isLocalized(schema) || isLocalizedList(schema)) && isGroup(value))
    report.texts.push(localizedText(schema, value, path));
  const shape = shapeOf(schema, value);
  switch (shape.kind) {
    case 'object':
      if (isGroup(value)) visitObject(shape, value, path, report);
      else report.findings.push(wrongType(schema, value, path, report.document));
      return;
    case 'record':
      if (isGroup(value)) visitRecord(shape, value, path, report);
      else report.findings.push(wrongType(schema, value, path, report.document));
      return;
    case 'list':
      if (Array.isArray(value)) visitList(shape, value, path, report);
      else report.findings.push(wrongType(schema, value, path, report.document));
      return;
    case 'leaf':
      report.findings.push(...leafProblems(shape.schema, value, path, report.document));
  }
}

function visitObject(
  shape: Extract<Shape, { kind: 'object' }>,
  value: Record<string, unknown>,
  path: Path,
  report: ShapeReport,
): void {
  for (const [key, { schema, required }] of shape.keys) {
    if (Object.hasOwn(value, key))
      visit(schema instanceof z.ZodOptional ? inner(schema) : schema, value[key], [...path, key], report);
    else if (required) report.findings.push(missingKey(key, schema, path));
  }
}

function inner(schema: z.ZodOptional): z.ZodType {
  const unwrapped = schema.unwrap();
  return unwrapped instanceof z.ZodType ? unwrapped : schema;
}

function visitRecord(
  shape: Extract<Shape, { kind: 'record' }>,
  value: Record<string, unknown>,
  path: Path,
  report: ShapeReport,
): void {
  for (const [key, member] of Object.entries(value)) {
    const issue = shape.key.safeParse(key).error?.issues[0];
    if (issue !== undefined)
      report.findings.push({
        path: [...path, key],
        at: 'key',
        message: `the name "${key}" should be ${issue.message}`,
      });
    visit(shape.value, member, [...path, key], report);
  }
}

function visitList(
  shape: Extract<Shape, { kind: 'list' }>,
  value: readonly unknown[],
  path: Path,
  report: ShapeReport,
): void {
  value.forEach((item, index) => {
    visit(shape.element, item, [...path, index], report);
  });
  if (value.length === 0 && !shape.schema.safeParse([]).success)
    report.findings.push({
      path,
      at: 'key',
      message: `${pathText(path)} is an empty list; it needs at least one entry`,
    });
}

function leafProblems(schema: z.ZodType, value: unknown, path: Path, document: string): Finding[] {
  const issue = schema.safeParse(value).error?.issues[0];
  if (issue === undefined) return [];
  if (issue.code === 'invalid_type') return [wrongType(schema, value, path, document)];
  return [{ path, at: 'value', message: leafMessage(issue, value, path) }];
}

function leafMessage(issue: z.core.$ZodIssue, value: unknown, path: Path): string {
  const name = pathText(path);
  switch (issue.code) {
    case 'invalid_value': {
      const options = issue.values.map(String);
      const [only] = options;
      if (options.length === 1) return `${name} should be ${only}, not ${asText(value)}`;
      const guess = didYouMean(String(value), options);
      return `${asText(value)} is not a possible ${lastName(path)}${guess === '' ? `; use one of ${options.join(', ')}` : guess}`;
    }
    case 'invalid_format':
      return `${asText(value)} should be ${issue.format === 'date' ? 'a date that exists, such as 2026-12-25' : issue.message}`;
    case 'too_small':
      return issue.origin === 'string' ? tooShort(name, value, issue) : outOfRange(name, value, issue);
    case 'too_big':
      return issue.origin === 'string'
        ? `${name} is ${asText(value)}; it should have ${issue.exact === true ? 'exactly' : 'at most'} ${issue.maximum} characters`
        : outOfRange(name, value, issue);
    default:
      return `${name}: ${issue.message}`;
  }
}

function tooShort(name: string, value: unknown, issue: z.core.$ZodIssueTooSmall): string {
  if (value === '') return `${name} is empty; write a text`;
  return `${name} is ${asText(value)}; it should have ${issue.exact === true ? 'exactly' : 'at least'} ${issue.minimum} characters`;
}

function outOfRange(
  name: string,
  value: unknown,
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
): string {
  if (issue.code === 'too_big') return `${name} is ${asText(value)}; the most is ${issue.maximum}`;
  const least = issue.inclusive ? `the least is ${issue.minimum}` : `it must be more than ${issue.minimum}`;
  return `${name} is ${asText(value)}; ${least}`;
}

/** The name of what an entry of a list or a group is: `tool` for goals.book.tool and for tools[3]. */
function lastName(path: Path): string {
  const name = path.findLast((step) => typeof step === 'string');
  if (name === undefined) return 'value';
  return typeof path.at(-1) === 'number' ? String(name).replace(/s$/, '') : String(name);
}

function wrongType(schema: z.ZodType, value: unknown, path: Path, document: string): Finding {
  const should = expected(schema);
  const name = path.length === 0 ? `the ${document}` : pathText(path);
  const message =
    value === null || value === undefined
      ? `${name} is empty; it should be ${should}`
      : `${name} should be ${should}, not ${asText(value)}`;
  return { path, at: value === null ? 'key' : 'value', message };
}

function missingKey(key: string, schema: z.ZodType, path: Path): Finding {
  const where = path.length === 0 ? '' : ` in ${pathText(path)}`;
  return { path, at: 'key', message: `missing key "${key}"${where}: add ${expected(schema)}`, absence: true };
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isGroup(value)) return 'a group of keys';
  return typeof value === 'string' ? `"${value}"` : String(value);
}
