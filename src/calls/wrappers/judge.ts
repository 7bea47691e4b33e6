import type ts = require('typescript');

import type { Problem } from '../../reader/index.js';
import { isJavaScript, type Located } from '../calls.js';
import type { Code } from '../codes.js';
import { placeOf } from '../diagnostics.js';
import type { ReplacedCall } from '../replacement.js';
import type { Syntax } from '../syntax.js';
import type { Asked, AskedType, CallChecker, CallLike, SignatureView } from './asked.js';
import { calleeOf, calleeText, isOmitted, nameNode } from './call-syntax.js';
import { infers } from './inference.js';
import { lastName } from './names-in.js';
import { constraintOf } from './undecided.js';

/** A call whose version the build fills in. */
export interface WrapperSite {
  readonly call: ReplacedCall;
  /** The place of the argument. */
  readonly index: number;
  /** Whether the argument is that of all readable versions. */
  readonly isList: boolean;
  /** Where errors of the type are reported: the type argument, else the name of what is called. */
  readonly place: ts.Node;
  /** The type as it is written, where it is and nothing is made of it; else what is called. */
  readonly type: ts.Node;
  /** The type as the compiler writes it. */
  readonly typeText: string;
  /** Adds to an error of the type what is to be done about it in a wrapper. */
  explained(problem: Problem): Problem;
}

/** A call that may ask, with what the checker says of it. */
export interface CallAnswer {
  readonly call: CallLike;
  readonly asked: SignatureView;
  /** The signatures of each member of the callee's type, where that is a union. */
  readonly members: readonly (readonly SignatureView[])[];
}

/** Whether a T that is inferred from an argument alone is taken. */
export type Inferred = 'reads' | 'all';

/** Says what is wrong with a call, or hands back the site that it is; nothing where no version is asked for, or one is passed. */
export function judgeCall(
  syntax: Syntax,
  checker: CallChecker,
  answer: CallAnswer,
  inferred: Inferred,
  inScope: (node: ts.Node) => string | undefined,
): { readonly site: WrapperSite } | { readonly problem: Located } | undefined {
  const { call, asked, members } = answer;
  // Most calls that bear the name of one that asks.
  if (asked === undefined && members.length < 2) return undefined;
  const of = calleeText(syntax, call);
  const differs = members.length > 1 && disagree(members);
  if (differs || (asked !== undefined && asked.types.length > 1)) {
    return problem(
      call,
      'KS2103',
      `the members of the union that \`${of}\` is called on ask for different versions, or some for none. Narrow it first, so that each call is of one.`,
    );
  }
  if (asked === undefined) return undefined;
  if (syntax.isTaggedTemplateExpression(call)) {
    return problem(
      call,
      'KS2102',
      `a tagged template has no place for the version that \`${of}\` asks for. Call it: \`${of}(…)\`.`,
    );
  }
  const misplaced = ofArguments(syntax, call, asked, of);
  if (misplaced !== undefined) return misplaced;
  const { index } = asked;
  // `get.call(…)` uses the function as a value, which is an error of its own.
  if (asked.isInTuple || !isOmitted(syntax, call.arguments?.[index])) return undefined;
  const written = call.typeArguments?.[0];
  const name = nameNode(syntax, call);
  const place = written ?? name;
  const undecided = ofType(syntax, checker, { call, asked, of, place }, inferred);
  if (undecided !== undefined) return undecided;
  const { text: typeText } = asked.types[0]!;
  return {
    site: {
      call,
      index,
      isList: asked.isList,
      place,
      typeText,
      type: written?.getText() === typeText ? written : name,
      explained: (found) => explain(found, of, asked, inScope(call)),
    },
  };
}

type Wrong = { readonly problem: Located };

/** Why the version has no place among the arguments. */
function ofArguments(
  syntax: Syntax,
  call: ReplacedCall,
  { index, others, isInTuple }: Asked,
  of: string,
): Wrong | undefined {
  const given = call.arguments ?? [];
  const spread = given.findIndex((argument) => syntax.isSpreadElement(argument));
  if (spread !== -1 && spread <= index) {
    return problem(
      given[spread]!,
      'KS2101',
      `what is spread here may reach the parameter of \`${of}\` that takes the version, so that none can be filled in. Write the arguments one by one.`,
    );
  }
  if (others.some((other) => isOmitted(syntax, given[other]))) {
    return problem(
      call,
      'KS2101',
      `\`${of}\` asks for versions in several places, of which a build fills in one. Take one of all, \`version?: VersionOf<[A, B]>\`, or pass them.`,
    );
  }
  const isUsed = /^(?:call|apply)$/.test(lastName(syntax, calleeOf(syntax, call)) ?? '');
  if (!isInTuple || isUsed || !isOmitted(syntax, given[index])) return undefined;
  return problem(
    call,
    'KS2101',
    `the version that \`${of}\` asks for is an element of a rest parameter, where none can be filled in. Declare it as a parameter of its own, \`version?: VersionOf<T>\`.`,
  );
}

interface AskingCall {
  readonly call: ReplacedCall;
  readonly asked: Asked;
  /** What is called, as an error names it. */
  readonly of: string;
  /** Where errors of the type are reported. */
  readonly place: ts.Node;
}

/** Why the type of the version is not decided. */
function ofType(
  syntax: Syntax,
  checker: CallChecker,
  { call, asked, of, place }: AskingCall,
  inferred: Inferred,
): Wrong | undefined {
  const constraint = constraintOf(syntax, checker, call, asked);
  if (constraint !== undefined) {
    return problem(
      place,
      'KS2108',
      `nothing here says which type \`${of}\` is called with, so that its version would be that of \`${constraint}\`, which every such type has in common. ${
        isJavaScript(call)
          ? 'Say the type where the result goes, `/** @type {User} */ const user = …`, or call it in a TypeScript file.'
          : `Write the type: \`${of}<User>(…)\`.`
      }`,
    );
  }
  // A type parameter is refused by the reader, with a way out that `explain` gives.
  const isOpen = asked.types[0]!.parameter !== undefined;
  if (inferred !== 'reads' || isOpen || !infers(syntax, checker, call, asked)) return undefined;
  return problem(
    place,
    'KS2107',
    `\`${asked.types[0]!.text}\` is inferred from a value that is written, and a read under another type has another version. Write the type, \`${of}<User>(…)\`; or declare the value as \`Written<T>\`, so that nobody can leave it out; or set the option \`inferred\` to "all".`,
  );
}

/** Gives an error of the type the way out that a wrapper has, in place of an intrinsic's. */
function explain(found: Problem, of: string, { types, isList }: Asked, inScope: string | undefined): Problem {
  if (found.code === 'KS1008') {
    const written = 'Write the type of the value that is cached.';
    return { ...found, message: found.message.replace(written, `Write the type: \`${of}<User>(…)\`.`) };
  }
  if (found.code !== 'KS1004') return found;
  const { text } = types[0]!;
  const parameter = isList ? `versions?: VersionsOf<${text}>` : `version?: VersionOf<${text}>`;
  const own = 'Call the intrinsic where the type is known, and pass the result in.';
  const wayOut = inScope
    ? `Pass \`${inScope}\` on, where it is the version of \`${text}\`; else take one of it.`
    : `Take \`${parameter}\` as a parameter here too, and pass it on.`;
  return { ...found, message: found.message.replace(own, wayOut) };
}

function problem(node: ts.Node, code: Code, message: string): Wrong {
  return { problem: { problem: { code, message }, where: placeOf(node) } };
}

/** Whether the members of a union do not all ask for the same, in the same place. */
function disagree(members: readonly (readonly SignatureView[])[]): boolean {
  const asking = members.map((signatures) => signatures.find((asked): asked is Asked => asked !== undefined));
  if (asking.every((asked) => asked === undefined)) return false;
  const [first] = asking;
  return asking.some(
    (asked) =>
      asked === undefined ||
      first === undefined ||
      asked.index !== first.index ||
      asked.isList !== first.isList ||
      !isSame(asked, first),
  );
}

function isSame({ types: [a] }: Asked, { types: [b] }: Asked): boolean {
  return a === b || (a !== undefined && b !== undefined && sameType(a, b));
}

/** Type parameters of two signatures that one call resolves stand for the same. */
function sameType(a: AskedType, b: AskedType): boolean {
  return a.identity === b.identity || (a.parameter !== undefined && b.parameter !== undefined);
}
