/** The scripts of a project in which a host is in use that its packages do not tell of. */
export const hostScripts: Readonly<Record<string, string>> = {
  esbuild: 'esbuild src/main.ts --bundle --outfile=dist/main.js',
  Node: 'node --watch src/main.ts',
  Deno: 'deno run src/main.ts',
  tsc: 'tsc -p . && node dist/main.js',
};

/** Puts such a script into a manifest. */
export function withScript(manifest: string, script: string | undefined): string {
  return script === undefined
    ? manifest
    : JSON.stringify({ ...JSON.parse(manifest), scripts: { start: script } });
}
