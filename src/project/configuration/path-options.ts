/** The options of a configuration that paths are read by; all paths in them are absolute, save those of `paths`. */
export interface PathOptions {
  readonly rootDir?: string | undefined;
  readonly outDir?: string | undefined;
  readonly declarationDir?: string | undefined;
  readonly composite?: boolean | undefined;
  readonly baseUrl?: string | undefined;
  readonly paths?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What `paths` are relative to, where it is not `baseUrl`. */
  readonly pathsBasePath?: string | undefined;
}

/** Takes them out of all options of a compiler. */
export function pathOptionsOf(options: PathOptions): PathOptions {
  const { rootDir, outDir, declarationDir, composite, baseUrl, paths, pathsBasePath } = options;
  return { rootDir, outDir, declarationDir, composite, baseUrl, paths, pathsBasePath };
}
