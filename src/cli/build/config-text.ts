import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** What TypeScript 7 does not say of a configuration: it drops unknown keys of `plugins`, and 7.0 the references too. */
export interface ConfigFacts {
  /** `plugins`, after `extends`. */
  readonly plugins: unknown;
  /** The absolute paths of the configurations in `references`. */
  readonly references: readonly string[];
  /** The configuration and those it extends. */
  readonly files: readonly string[];
}

/**
 * Reads these facts off the files. A file that cannot be read or parsed counts as empty: the compiler reports it.
 *
 * @param configFile - the absolute path of a `tsconfig.json`
 */
export function readConfigFacts(configFile: string): ConfigFacts {
  const own = parse(configFile);
  const files: string[] = [];
  const plugins = pluginsOf(configFile, files);
  const references = (Array.isArray(own.references) ? own.references : []).flatMap((reference) => {
    const path: unknown = isRecord(reference) ? reference.path : undefined;
    if (typeof path !== 'string') return [];
    const target = resolve(dirname(configFile), path);
    return [target.endsWith('.json') ? target : join(target, 'tsconfig.json')];
  });
  return { plugins, references, files };
}

function pluginsOf(configFile: string, files: string[]): unknown {
  if (files.includes(configFile)) return undefined;
  files.push(configFile);
  const config = parse(configFile);
  let plugins: unknown;
  const bases: readonly unknown[] = [config.extends ?? []].flat();
  // A later base wins over an earlier one; every file is visited, because a watch looks at them all.
  for (const base of bases) {
    const file = typeof base === 'string' ? resolveBase(configFile, base) : undefined;
    if (file !== undefined) plugins = pluginsOf(file, files) ?? plugins;
  }
  const options = config.compilerOptions;
  const own = isRecord(options) ? options.plugins : undefined;
  return own ?? plugins;
}

function resolveBase(configFile: string, base: string): string | undefined {
  if (isAbsolute(base) || base.startsWith('.')) {
    const path = resolve(dirname(configFile), base);
    return path.endsWith('.json') ? path : `${path}.json`;
  }
  const require = createRequire(configFile);
  for (const specifier of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      const found = require.resolve(specifier);
      if (found.endsWith('.json')) return found;
    } catch {
      // The next way to write it.
    }
  }
  return undefined;
}

function parse(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(toJson(readFileSync(file, 'utf8')));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

/** Strings stay; comments go, and commas before a closing bracket. */
function toJson(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g, (_, string?: string) => string ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_, string?: string) => string ?? '');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
