/** A place in a source file, for the related information of a diagnostic. */
export interface ProblemPlace {
  readonly fileName: string;
  readonly start: number;
  readonly length: number;
}

/** Why a version cannot be known. */
export interface Problem {
  /** The stable code, `KS1001`. */
  readonly code: string;
  /** The whole text: path inside the type, reason, way out. It does not repeat the code. */
  readonly message: string;
  /** The declaration that causes it, where there is one. */
  readonly place?: ProblemPlace | undefined;
}

/** A problem inside a type before the path that leads to it is known. */
export interface Refusal {
  readonly code: ProblemCode;
  readonly reason: string;
  readonly wayOut: string;
  /** The way out where the type itself is asked for, if it is another one. */
  readonly wayOutAtRoot?: string | undefined;
  readonly place?: ProblemPlace | undefined;
}

/** What a code is about, for the documentation. */
export interface CodeEntry {
  readonly title: string;
  /** What a user does about it. */
  readonly cure: string;
}

/** The codes of what a type can be refused for, and of tags. The README's table and docs/errors.md are written from it. */
export const problemCodes = {
  KS1001: {
    title: '`any` inside the type',
    cure: 'give it a type, write `unknown`, or admit its package in the option `any`',
  },
  KS1002: {
    title: 'a name that does not resolve',
    cure: 'mend the import, or install the package and its typings',
  },
  KS1003: {
    title: 'a base type that does not resolve or is `any`',
    cure: 'make the base resolve',
  },
  KS1004: {
    title: 'a type that waits for a type parameter',
    cure: 'call the intrinsic where the type is known, and pass the result in',
  },
  KS1005: {
    title: 'a generic type that expands without end',
    cure: 'give the recursive reference a fixed argument',
  },
  KS1006: {
    title: 'a `private` member without a type in a declaration file',
    cure: 'cache an interface, add a `toJSON()`, `@keyshapeIgnore`, or the option `any`',
  },
  KS1007: {
    title: 'a lone surrogate or U+FFFD in a name or literal',
    cure: 'write the text without it',
  },
  KS1008: {
    title:
      "a type without structure: at the root, or a package's class or interface with methods and no data, which hides what is written",
    cure: "write the type of the value that is cached; a plain type of your own in place of the package's, or the option `any`",
  },
  KS1009: {
    title: 'a `Promise` as the cached type',
    cure: '`Awaited<…>`',
  },
  KS1010: {
    title: 'a `toJSON` whose result is not known',
    cure: "give `toJSON` a return type; of a package's, cache the plain type that the message names, or admit the package in the option `any`",
  },
  KS1011: {
    title: 'the option `any` on a compiler older than TypeScript 5.6',
    cure: 'leave the option out, or update TypeScript',
  },
  KS1012: {
    title: 'a type that the compiler fails to hand over',
    cure: 'write the type without it, or update TypeScript',
  },
  KS1013: {
    title: 'a type that keyshape fails to read',
    cure: 'write the type in another way, and report it',
  },
  KS1014: {
    title: 'an accessor of a class that a declaration file cannot name',
    cure: 'declare the class by name at the top of a module, or cache an interface',
  },
  KS1015: {
    title: 'a mapped type that makes something else of a library type',
    cure: 'leave the library type as it is, or write the type that is stored',
  },
  KS1101: {
    title: 'a keyshape tag that does not exist',
    cure: '`@keyshapeVersion <number>` or `@keyshapeIgnore`',
  },
  KS1102: {
    title: '`@keyshapeVersion` without a whole number',
    cure: '`@keyshapeVersion 2`',
  },
  KS1103: {
    title: 'a tag in a place where it is not read',
    cure: 'a `/** */` comment of its own line, directly before the declaration',
  },
  KS1104: {
    title: 'a tag that can have no effect',
    cure: 'as the message says: tag the property, or what `toJSON` returns',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** The code of a problem inside a type or of a tag. */
export type ProblemCode = keyof typeof problemCodes;

/**
 * The refusal for an error that no rule foresees, thrown while a type was read: a fault of keyshape or of the compiler,
 * reported where it happened.
 *
 * @param error what was thrown
 * @example unforeseen(new RangeError('Maximum call stack size exceeded')).code === 'KS1013'
 */
export function unforeseen(error: unknown): Refusal {
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: 'KS1013',
    reason: `keyshape fails to read it (${said.split('\n', 1)[0]})`,
    wayOut: 'Write the type in another way, and please report this one: it is no fault of yours.',
  };
}
