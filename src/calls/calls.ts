import type ts = require('typescript');

import { isJavaScriptName } from '../paths.js';
import type { Problem } from '../reader/index.js';
import type { Code } from './codes.js';
import { placeOf, type Where } from './diagnostics.js';
import { arity, type IntrinsicName } from './intrinsics.js';
import type { Syntax } from './syntax.js';
import type { Use } from './uses.js';

/** A call to replace, and the type to read for it. */
export interface CallSite {
  readonly name: IntrinsicName;
  readonly call: ts.CallExpression;
  /** The expression that names the intrinsic, inside the call. */
  readonly naming: ts.Node;
  readonly type: ts.TypeNode;
}

/** A problem, and where it is reported. */
export interface Located {
  readonly problem: Problem;
  readonly where: Where;
}

function located(node: ts.Node, code: Code, message: string): Located {
  return { problem: { code, message }, where: placeOf(node) };
}

const sample: Readonly<Record<IntrinsicName, string>> = {
  versionOf: '`versionOf<User>()`',
  versionsOf: '`versionsOf<User>()`',
  allVersionsOf: '`allVersionsOf<User>()`',
  keyFor: '`keyFor<User>(key)`',
  shapeOf: '`shapeOf<User>()`',
};

/** JavaScript has no type arguments, so that the way out is another file. */
const inTypeScript =
  'Call it in a TypeScript file and import the result here: `export const userVersion = versionOf<User>()`, `export const userKey = (id: string) => keyFor<User>(id)`.';

/** Whether a node is of a file that has no place for type arguments. */
export function isJavaScript(node: ts.Node): boolean {
  return isJavaScriptName(node.getSourceFile().fileName);
}

/** Says what is wrong with a use, or hands back the call site that it is. */
export function judge(syntax: Syntax, use: Use): { site: CallSite } | { problem: Located } {
  if (use.kind === 'load') {
    return {
      problem: located(
        use.naming,
        'KS2005',
        isJavaScript(use.naming)
          ? `keyshape is loaded at run time here, where no build can replace its calls. ${inTypeScript}`
          : "keyshape is loaded at run time here, where no build can replace its calls; import it statically: `import { versionOf } from 'keyshape'`.",
      ),
    };
  }
  if (use.kind === 'other') {
    const message =
      use.name === 'keyshape'
        ? 'the namespace of keyshape is used as a value; it exists only in the build, so name one of its functions and call it: `keyshape.versionOf<User>()`.'
        : `\`${use.name}\` is not called where it is named; it exists only in the build, so it cannot be stored, passed or called through something else. ${isJavaScript(use.naming) ? inTypeScript : `Write the call, ${sample[use.name as IntrinsicName]}, and share its result.`}`;
    return { problem: located(use.naming, 'KS2004', message) };
  }
  const { name, call, naming } = use;
  const [type, second] = call.typeArguments ?? [];
  if (!type) {
    return {
      problem: located(
        call,
        'KS2001',
        isJavaScript(call)
          ? `\`${name}\` needs the cached type, and JavaScript has no place for it. ${inTypeScript}`
          : `\`${name}\` needs the cached type as its type argument: ${sample[name]}.`,
      ),
    };
  }
  if (second) {
    return {
      problem: located(
        second,
        'KS2002',
        `\`${name}\` takes one type argument; write a union for two types under one key.`,
      ),
    };
  }
  const count = arity[name];
  const spread = call.arguments.find((argument) => syntax.isSpreadElement(argument));
  if (spread || call.arguments.length !== count) {
    const takes = count === 0 ? 'no arguments' : 'one argument, the key, and no spread';
    return { problem: located(spread ?? call, 'KS2003', `\`${name}\` takes ${takes}: ${sample[name]}.`) };
  }
  return { site: { name, call, naming, type } };
}
