import type ts = require('typescript');

import type { Located } from '../calls.js';
import type { SourceProgram, Syntax, TextFile } from '../syntax.js';
import type { CallChecker, CallLike } from './asked.js';
import { undeclared } from './declarations.js';
import { type AskingPlaces, asksNothing, type EarlierSearch, scanOf } from './earlier-search.js';
import { findVersionParameters, type VersionParameter } from './guards.js';
import { calleeOf, type Inferred, isFull, judgeCall, type WrapperSite } from './judge.js';
import { findNames, type TellsNames, type WrapperNames } from './names.js';
import { writtenName } from './names-in.js';
import { misplaced } from './placement.js';
import { mayHoldWrappers, scan } from './scan.js';
import { unguarded } from './stands.js';
import { usedAsValues } from './values.js';

/** The wrappers of a file: calls to fill in, parameters to guard, and errors. */
export interface WrapperFile {
  readonly sites: readonly WrapperSite[];
  readonly parameters: readonly VersionParameter[];
  readonly problems: readonly Located[];
}

/** A program as the search for wrappers sees it. */
export interface WrapperHost {
  readonly syntax: Syntax;
  readonly program: SourceProgram;
  search(mayHold: (file: TextFile) => boolean): readonly ts.SourceFile[];
  callChecker(): CallChecker;
  /** What a search by the same names found before; `undefined` where none is kept. */
  earlierSearch?(names: WrapperNames): EarlierSearch | undefined;
}

const isDeclaration = /\.d\.(?:[^/]+\.)?[cm]?ts$/;

/** The wrappers of a program, by file. */
export type Wrappers = ReadonlyMap<ts.SourceFile, WrapperFile>;

/**
 * Finds the calls that ask for a version, and the functions that do; `undefined` where nothing asks for one.
 *
 * @param host - its checker is made on first use: a program without wrappers has no need of one
 * @param inferred - whether a T that is inferred from an argument alone is taken
 * @param told - is told the names by which they are looked for
 */
export function findWrappers(
  { syntax, program, search, callChecker, earlierSearch }: WrapperHost,
  inferred: Inferred,
  told?: TellsNames,
): Wrappers | undefined {
  let made: CallChecker | undefined;
  const checker = () => (made ??= callChecker());
  const asksForVersions = (nodes: readonly ts.Node[]) =>
    checker()
      .signaturesAt(nodes)
      .map((members) => members.some((signatures) => signatures.some((asked) => asked !== undefined)));
  const names = findNames(syntax, search, asksForVersions, told);
  if (names === undefined) return undefined;
  const mayHold = mayHoldWrappers(names);
  const earlier = earlierSearch?.(names);
  const places = new Map<string, AskingPlaces>(earlier?.files);
  const scans = search(({ fileName, text }) => !isDeclaration.test(fileName) && mayHold(text))
    .filter((file) => !program.isSourceFileFromExternalLibrary(file))
    .flatMap((file) => {
      const known = places.get(file.fileName);
      if (known === undefined) return [scan(syntax, names, file)];
      return asksNothing(known) ? [] : [scanOf(scan(syntax, names, file), known)];
    });
  const asking = checker();
  const calls = scans.flatMap((scan) => scan.calls);
  const passesAll = (call: CallLike, count: number) => isFull(syntax, call, count);
  const named = calls.filter((call) => !syntax.isNewExpression(call) && !isSuper(syntax, call));
  const may = asking.mayAsk(
    named.map((call) => ({ call, callee: calleeOf(syntax, call) })),
    passesAll,
  );
  const spared = new Set(named.filter((_, index) => !may[index]));
  const resolved = calls.filter((call) => !spared.has(call));
  const signatures = asking.askedBy(resolved, passesAll);
  const asked = new Map(resolved.map((call, index) => [call, signatures[index]]));
  const members = asking.unionsAt(calls.map((call) => calleeOf(syntax, call)));
  const answers = new Map(
    calls.map((call, index) => [call, { call, asked: asked.get(call), members: members[index]! }]),
  );
  const passed = scans.flatMap((scan) => [...scan.passed]);
  const mayBeAsked = asking.mayAskOfArguments(passed.map(([, call]) => calleeOf(syntax, call)));
  const unasked = new Set(passed.filter((_, index) => !mayBeAsked[index]).map(([owner]) => owner));
  const parameters = findVersionParameters(
    syntax,
    asking,
    scans.flatMap((scan) => scan.implementations).filter((owner) => !unasked.has(owner)),
  );
  const others = [
    ...usedAsValues(
      syntax,
      asking,
      scans.flatMap((one) => one.values),
    ),
    ...unguarded(
      syntax,
      asking,
      scans.flatMap((one) => one.stands),
    ),
    ...undeclared(
      syntax,
      asking,
      parameters,
      scans.flatMap((one) => one.abstracts),
    ),
    ...misplaced(
      syntax,
      asking,
      scans.flatMap((one) => one.marks),
    ),
  ];
  const byOwner = new Map(parameters.map((parameter) => [parameter.owner as ts.Node, parameter]));
  const inScope = (call: ts.Node) => {
    for (let node = call; node.parent !== undefined; node = node.parent) {
      const own = byOwner.get(node);
      if (own) return writtenName(syntax, own.node.name);
    }
    return undefined;
  };
  const found = new Map<ts.SourceFile, WrapperFile>();
  for (const scan of scans) {
    const { fileName } = scan.file;
    const sites: WrapperSite[] = [];
    const problems = others.filter(({ where }) => where.file === scan.file);
    const own = parameters.filter(({ node }) => node.getSourceFile() === scan.file);
    const isSound = problems.length === 0;
    const calls = scan.calls.flatMap((call, place) => {
      const judged = judgeCall(syntax, asking, answers.get(call)!, inferred, inScope);
      if (judged === undefined) return [];
      if ('site' in judged) sites.push(judged.site);
      else problems.push(judged.problem);
      return [place];
    });
    if (isSound && !places.has(fileName)) {
      const implementations = scan.implementations.flatMap((one, place) =>
        own.some(({ owner }) => owner === one) ? [place] : [],
      );
      places.set(fileName, { calls, implementations });
    }
    if (sites.length > 0 || own.length > 0 || problems.length > 0) {
      found.set(scan.file, { sites, parameters: own, problems });
    }
  }
  earlier?.keep(places);
  return found;
}

function isSuper(syntax: Syntax, call: CallLike): boolean {
  return syntax.isCallExpression(call) && call.expression.kind === syntax.SyntaxKind.SuperKeyword;
}
