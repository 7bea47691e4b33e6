/** How a host is set up by an edit of a file; the file is one of {@link Host.files}. */
export type Entry =
  /** A plugin in a list of the object that a configuration exports. */
  | { readonly kind: 'plugin'; readonly module: string; readonly list: string }
  /** A function around what a configuration exports. */
  | { readonly kind: 'wrapper'; readonly module: string; readonly name: string }
  /** A member of a list in a file of JSON with comments: the list's path in it, and the member. */
  | {
      readonly kind: 'json';
      readonly file: string;
      readonly path: readonly [string, string];
      readonly value: unknown;
    }
  /** A file of its own, where there is none yet. */
  | { readonly kind: 'file'; readonly file: string; readonly text: string };

/** A host as `keyshape doctor` and `keyshape init` know it. */
export interface Host {
  readonly name: string;
  /** Packages of which one is installed where the host is in use; none, where it is no package. */
  readonly packages: readonly string[];
  /** What the scripts of `package.json`, or one of `files` that is code, hold where it is in use; left out, its package says so. */
  readonly uses?: RegExp;
  /** Whether it counts only where no other host is found: others bring it too. */
  readonly isLast?: true;
  /** The files in which it is set up, as the beginnings of names in the project's folder; what the host prefers first. */
  readonly files: readonly string[];
  /** Whether the host reads only the first configuration that exists, and others as far as that one names them. */
  readonly readsOne?: true;
  /** What one of these files holds where keyshape is set up. */
  readonly entry: RegExp;
  /** What to write. */
  readonly line: string;
  /** How `keyshape init` writes it; left out where nobody but the user knows the place. */
  readonly write?: Entry;
  /** The command that takes the place of `tsc` in scripts. */
  readonly compiler?: string;
  /** What in the file keeps `keyshape init` from writing, and why. */
  readonly unless?: { readonly pattern: RegExp; readonly reason: string };
  /** The page of the documentation. */
  readonly page: string;
}

/** A value as JSON in one line, as people write it. */
export function asText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(asText).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${asText(member)}`);
  return `{ ${members.join(', ')} }`;
}
