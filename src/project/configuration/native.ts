import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setupError } from '../../calls/diagnostics.js';
import { isRecord } from '../../calls/is-record.js';
import { sourceAt } from '../../calls/source-text.js';
import type { Api } from '../../compilers/native/api/reading.js';
import { type Native, UnsupportedCompiler } from '../../compilers/native/server/load.js';
import { endServer, startServer } from '../../compilers/native/server/open-project.js';
import type { ConfigFacts } from '../../compilers/native/server/opened-project.js';
import type { Problem } from '../../reader/index.js';
import { type ConfigText, carrier, parseConfig } from './config-text.js';

/**
 * Reads what TypeScript 7 drops. Where `extends` leads, and what wins, is the compiler's own answer: a server of it reads
 * the configurations through this process, which puts the entries of `plugins` into an option that is not dropped.
 */
export class NativeConfigurations {
  private readonly known = new Map<string, ConfigFacts>();
  private server: Api | undefined;
  /** The configurations that the server asked for while it read one. */
  private asked = new Map<string, ConfigText>();

  constructor(private readonly native: Native) {}

  /**
   * The facts of a configuration; one that does not exist has none.
   *
   * @param configFile - the absolute path of a `tsconfig.json`
   */
  read(configFile: string): ConfigFacts {
    let facts = this.known.get(configFile);
    if (facts === undefined) {
      facts = this.factsOf(configFile);
      this.known.set(configFile, facts);
    }
    return facts;
  }

  /**
   * Refuses a configuration that extends itself, through others or at once: 7.0.2 never answers when it is to open one.
   *
   * @throws BuildError that names the circle
   */
  assertNoCircle(configFile: string, path: readonly string[] = []): void {
    if (path.includes(configFile)) {
      throw setupError({
        code: 'KS3008',
        message: `${path[0]}: \`extends\` goes round in a circle: ${[...path.slice(path.indexOf(configFile)), configFile].join(' -> ')}. Take one of them out.`,
      });
    }
    for (const base of [readConfig(configFile)?.top('extends') ?? []].flat() as readonly unknown[]) {
      if (typeof base !== 'string' || !/^[./]/.test(base)) continue;
      const target = resolve(dirname(configFile), base);
      this.assertNoCircle(statSync(target, { throwIfNoEntry: false })?.isFile() ? target : `${target}.json`, [
        ...path,
        configFile,
      ]);
    }
  }

  /** Every configuration that one refers to, however far; not the one itself. */
  reachedFrom(configFile: string): readonly string[] {
    const seen = new Set<string>([configFile]);
    // A set takes in what is added while it is walked.
    for (const one of seen) for (const reference of this.read(one).references) seen.add(reference);
    return [...seen].slice(1);
  }

  /** Ends the server. */
  close(): void {
    if (this.server) endServer(this.server);
    this.server = undefined;
  }

  private factsOf(configFile: string): ConfigFacts {
    const own = readConfig(configFile);
    if (own === undefined) return { plugins: undefined, references: [], files: [configFile], problems: [] };
    const references = [own.top('references') ?? []].flat().flatMap((reference: unknown) => {
      const path = isRecord(reference) ? reference.path : undefined;
      if (typeof path !== 'string') return [];
      const target = resolve(dirname(configFile), path);
      return [target.endsWith('.json') ? target : join(target, 'tsconfig.json')];
    });
    this.asked = new Map([[configFile, own]]);
    let plugins: unknown;
    const problems: Problem[] = [];
    try {
      // What extends nothing says all by itself: no server has to start.
      plugins = own.top('extends') === undefined ? own.plugins : this.entriesIn(configFile);
    } catch (error) {
      // A compiler that does not start is not a fault of the configuration.
      if (error instanceof UnsupportedCompiler) throw error;
      problems.push(unreadable(configFile, error instanceof Error ? error.message : String(error)));
    }
    for (const [file, { errors }] of this.asked) {
      if (errors.length > 0) problems.push(unreadable(`${file}${errors[0]}`, undefined));
    }
    return { plugins, references, files: [...this.asked.keys()], problems };
  }

  private entriesIn(configFile: string): unknown {
    this.server ??= this.start(dirname(configFile));
    const carried = this.server.parseConfigFile(configFile).options[carrier];
    return Array.isArray(carried) ? carried.map((entry) => JSON.parse(String(entry)) as unknown) : undefined;
  }

  private start(cwd: string): Api {
    const { disk } = this.native;
    const readFile = (path: string) => this.textFor(path) ?? disk;
    // 7.1 wants to be told of every operation that is not to come here.
    const others = ['fileExists', 'directoryExists', 'getAccessibleEntries', 'realpath', 'stat'] as const;
    const more = [...others, 'writeFile', 'removeFile'] as const;
    const rest = disk === undefined ? {} : Object.fromEntries(more.map((name) => [name, disk]));
    return startServer(this.native, { cwd, fs: { ...rest, readFile } });
  }

  /** What the server is given to read; `undefined` for any other file. */
  private textFor(path: string): string | undefined {
    if (basename(path) === 'package.json') return undefined;
    const config = readConfig(path);
    if (config === undefined) return undefined;
    this.asked.set(path, config);
    return config.carrying();
  }
}

function readConfig(path: string): ConfigText | undefined {
  // Where there is none, the compiler says so.
  const text = sourceAt(path);
  return text === undefined ? undefined : parseConfig(text);
}

function unreadable(where: string, reason: string | undefined): Problem {
  return {
    code: 'KS3008',
    message: `${where}${reason === undefined ? '' : `: ${reason}`}: the configuration cannot be read for certain, so it is not known which options of keyshape are in force. Mend it; JSON with comments and trailing commas is understood.`,
  };
}
