import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Files in which a client of AWS's SDK describes every operation of its service. */
const SCHEMAS = /[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
/** The same file of the client of Lambda. */
const LAMBDA_SCHEMAS = /[\\/]client-lambda[\\/]dist-es[\\/]schemas[\\/]schemas_\d+\.js$/;
/** How a client makes known the class of one of its service's errors; the base of them all is `_s_registry`'s. */
const OWN_ERROR = /^n\d+_registry\.registerError\(.*\);$/gm;
/** A client reads nothing of its manifest but the version. */
const MANIFEST = /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/;
/** Where the SDK imports what reads a stream of events, with the stream already on its way. */
const PROTOCOL = /[\\/]@smithy[\\/]core[\\/].*[\\/]HttpProtocol\.js$/;
const IMPORTED_LATE = /await import\("(@smithy\/core\/[\w-]+)"\)/g;
const CONSTANT = /^const (_\w+) = ("[^"\n]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\]:/g;

/**
 * Lets a bundle leave out the operations that a program never asks for. Descriptions of REST services have keys
 * such as `{[_h]: …}` with `const _h = "http"`; a computed key might do anything, so esbuild keeps the whole
 * description of every operation. Written with the key itself, what nobody uses goes.
 */
export const sdkShaking: Plugin = {
  name: 'sdk-shaking',
  setup(build) {
    build.onLoad({ filter: LAMBDA_SCHEMAS }, ({ path }) => ({
      contents: withPlainKeys(withoutOwnErrors(readFileSync(path, 'utf8'))),
    }));
    build.onLoad({ filter: SCHEMAS }, ({ path }) => ({
      contents: withPlainKeys(readFileSync(path, 'utf8')),
    }));
    build.onLoad({ filter: PROTOCOL }, ({ path }) => ({
      contents: withoutLateImports(readFileSync(path, 'utf8')),
    }));
    build.onLoad({ filter: MANIFEST }, ({ path }) => {
      const { version }: { version?: unknown } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** The same module with each key that is a constant text written out. */
export function withPlainKeys(source: string): string {
  const constants = new Map([...source.matchAll(CONSTANT)].map(([, name, text]) => [name, text]));
  return source.replace(COMPUTED_KEY, (key, name: string) => {
    const text = constants.get(name);
    return text === undefined ? key : `${text}:`;
  });
}

/**
 * The same module without the classes of the service's errors. Lambda has fifty-five, nearly all of operations that
 * are never asked for; an error without a class arrives as `LambdaServiceException` under its own name.
 */
export function withoutOwnErrors(source: string): string {
  return source.replace(OWN_ERROR, '');
}

/**
 * The same module with what it imports while it works imported at its beginning. In a bundle of several files the late
 * import reads one of them, and a short stream has closed unread by the time it is there ("Premature close").
 */
export function withoutLateImports(source: string): string {
  const modules = new Set([...source.matchAll(IMPORTED_LATE)].map(([, module = '']) => module));
  return [...modules].reduce(
    (text, module, index) =>
      `import * as late${index} from "${module}";\n${text.replaceAll(`await import("${module}")`, `late${index}`)}`,
    source,
  );
}
