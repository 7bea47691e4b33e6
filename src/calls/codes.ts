import type { CodeEntry } from '../reader/index.js';

export type { CodeEntry };

/** Every code that the transformer itself reports; those of a type (KS1xxx) belong to the reader. */
export const codes = {
  KS2001: {
    title: 'an intrinsic without a type argument',
    cure: 'write the cached type: `versionOf<User>()`',
  },
  KS2002: {
    title: 'an intrinsic with more than one type argument',
    cure: 'call it with one; two types that are cached under one key are a union',
  },
  KS2003: {
    title: 'an intrinsic with the wrong arguments',
    cure: '`versionOf<T>()` and `shapeOf<T>()` take none, `keyFor<T>(key)` takes one and no spread',
  },
  KS2004: {
    title: 'an intrinsic that is not called where it is named',
    cure: 'call it in place; to share a version, share the result: `const version = versionOf<User>()`',
  },
  KS2005: {
    title: 'keyshape loaded by `import()` or `require()`',
    cure: "import it statically: `import { versionOf } from 'keyshape'`",
  },
  KS2006: {
    title: 'keyshape cannot be resolved, so its calls cannot be found',
    cure: 'install keyshape, and compile with types: not transpile-only, not isolated',
  },
  KS2007: {
    title: 'a file compiled without type information',
    cure: 'turn off transpile-only or isolated compilation for files that use keyshape',
  },
  KS2008: {
    title: 'a version read through a project that `references` does not list',
    cure: 'add the project to `references`; `tsc -b` looks at no other one to decide what to build again',
  },
  KS2009: {
    title: 'a call whose lines another plugin changed first',
    cure: 'put keyshape before that plugin or loader',
  },
  KS2101: {
    title:
      'a call of a wrapper in which no version can be filled in: a spread, or a parameter inside a rest tuple',
    cure: 'write the arguments one by one; declare `version?: VersionOf<T>` as a parameter of its own',
  },
  KS2102: {
    title: 'a wrapper called as a tagged template',
    cure: 'call it with brackets',
  },
  KS2103: {
    title: 'a wrapper called on a union whose members ask for different versions, or some for none',
    cure: 'narrow the union first',
  },
  KS2104: {
    title: '`VersionOf` in a place that no call fills in',
    cure: 'declare it as a parameter of its own, `version?: VersionOf<T>`; elsewhere a version is a `string`',
  },
  KS2105: {
    title: 'a wrapper used as a value',
    cure: 'call it in a function of your own: `(id) => cache.get<User>(id)`',
  },
  KS2106: {
    title: 'a method that asks for a version where its interface, its base or an overload does not',
    cure: 'add `version?: VersionOf<T>` there too, in the same place; do not extend the cache class of a package, hold one',
  },
  KS2107: {
    title: 'the type of a version inferred from a value that is written',
    cure: 'write the type, `cache.set<User>(…)`; declare the value as `Written<T>`; or set the option `inferred` to "all"',
  },
  KS2108: {
    title: 'a call of a wrapper that says nowhere which type it is for, so that it is the constraint',
    cure: 'write the type: `cache.get<User>(…)`',
  },
  KS3001: {
    title: 'an unknown option',
    cure: 'the options are `length`, `any`, `serializer`, `inferred`, `values`, `readers` and `keep`',
  },
  KS3002: {
    title: 'an option with a wrong value',
    cure: 'see the values that the message lists',
  },
  KS3003: {
    title: 'an incremental or watching build that this set-up cannot keep fresh',
    cure: 'with ts-patch add `"transformProgram": true`; elsewhere turn `incremental` and `composite` off',
  },
  KS3004: {
    title: 'no usable TypeScript',
    cure: 'hand over the TypeScript module that made the program, as `ts`',
  },
  KS3005: {
    title: 'a transformer made for another program than the one being emitted',
    cure: 'hand over a function that returns the present program',
  },
  KS3006: {
    title: 'the plugin entry asks for a kind of plugin that keyshape is not',
    cure: 'leave `type`, `after` and `afterDeclarations` out of the entry',
  },
  KS3007: {
    title: 'a host tool that is missing, or of a version that keyshape does not know',
    cure: 'install the tool in the version that the message names',
  },
  KS3008: {
    title: 'a configuration that cannot be read, so that its options are not known',
    cure: 'mend the file at the place that the message names',
  },
  KS3009: {
    title: 'an entry from `"extends": "keyshape/tsconfig.json"` that `plugins` of one’s own replaces',
    cure: 'add the entry to that `plugins`: arrays of configurations replace one another',
  },
  KS3010: {
    title: 'a lock file that cannot be read, or should not be believed',
    cure: 'run `npx keyshape lock`; after a merge with conflicts take either side first',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** A code of {@link codes}. */
export type Code = keyof typeof codes;
