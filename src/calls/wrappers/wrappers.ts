import type ts = require('typescript');

import { isDeclarationName } from '../../paths.js';
import { answersTo } from '../../reader/ask.js';
import type { Located } from '../calls.js';
import type { SourceProgram, Syntax, TextFile } from '../syntax.js';
import type { CallChecker, CallLike } from './asked.js';
import { calleeOf, isFull } from './call-syntax.js';
import { undeclared } from './declarations.js';
import { type AskingPlaces, asksNothing, type EarlierSearch, scanOf } from './earlier-search.js';
import { findVersionParameters, type VersionParameter } from './guards.js';
import { type CallAnswer, type Inferred, judgeCall, type WrapperSite } from './judge.js';
import { findNames, type TellsNames, type WrapperNames } from './names.js';
import { writtenName } from './names-in.js';
import { misplaced } from './placement.js';
import { kindsOfInterest, mayHoldWrappers, type Scan, scan } from './scan.js';
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

/** The wrappers of a program, by file. */
export type Wrappers = ReadonlyMap<ts.SourceFile, WrapperFile>;

/**
 * Finds the calls that ask for a version, and the functions that do; `undefined` where nothing asks for one.
 *
 * @param host - its checker is made on first use: a program without wrappers has no need of one
 * @param inferred - whether a T that is inferred from an argument alone is taken
 * @param told - is told the names by which they are looked for
 */
export function findWrappers(host: WrapperHost, inferred: Inferred, told?: TellsNames): Wrappers | undefined {
  const { syntax } = host;
  let made: CallChecker | undefined;
  const checker = () => (made ??= host.callChecker());
  const asksForVersions = (nodes: readonly ts.Node[]) =>
    checker()
      .signaturesAt(nodes)
      .map((members) => members.some((signatures) => signatures.some((asked) => asked !== undefined)));
  const names = findNames(syntax, host.search, asksForVersions, told);
  if (names === undefined) return undefined;
  const earlier = host.earlierSearch?.(names);
  const places = new Map<string, AskingPlaces>(earlier?.files);
  const scans = scansOf(host, names, places);
  const answers = answersOf(
    syntax,
    checker(),
    scans.flatMap((one) => one.calls),
  );
  const parameters = parametersIn(syntax, checker(), scans);
  const errors = errorsIn(syntax, checker(), scans, parameters);
  const inScope = versionInScope(syntax, parameters);
  const found = new Map<ts.SourceFile, WrapperFile>();
  for (const { file, calls, implementations } of scans) {
    const judged = calls.map((call) => judgeCall(syntax, checker(), answers.get(call)!, inferred, inScope));
    const sites = judged.flatMap((one) => (one && 'site' in one ? [one.site] : []));
    const ofCalls = judged.flatMap((one) => (one && 'problem' in one ? [one.problem] : []));
    const others = errors.filter(({ where }) => where.file === file);
    const own = parameters.filter(({ node }) => node.getSourceFile() === file);
    if (others.length === 0 && !places.has(file.fileName)) {
      const owners = new Set<ts.Node>(own.map(({ owner }) => owner));
      places.set(file.fileName, {
        calls: placesWhere(judged, (one) => one !== undefined),
        implementations: placesWhere(implementations, (one) => owners.has(one)),
      });
    }
    const problems = [...others, ...ofCalls];
    if (sites.length > 0 || own.length > 0 || problems.length > 0) {
      found.set(file, { sites, parameters: own, problems });
    }
  }
  earlier?.keep(places);
  return found;
}

/** What may concern wrappers, by file; of files that are known, what asks there, and nothing of those where nothing does. */
function scansOf(
  { syntax, program, search }: WrapperHost,
  names: WrapperNames,
  known: ReadonlyMap<string, AskingPlaces>,
): readonly Scan[] {
  const mayHold = mayHoldWrappers(names);
  const isOfInterest = kindsOfInterest(syntax);
  return search(({ fileName, text }) => !isDeclarationName(fileName) && mayHold(text))
    .filter((file) => !program.isSourceFileFromExternalLibrary(file))
    .flatMap((file) => {
      const places = known.get(file.fileName);
      if (places === undefined) return [scan(syntax, names, file, isOfInterest)];
      return asksNothing(places) ? [] : [scanOf(scan(syntax, names, file, isOfInterest), places)];
    });
}

/** What the checker says of each call. */
function answersOf(
  syntax: Syntax,
  checker: CallChecker,
  calls: readonly CallLike[],
): ReadonlyMap<CallLike, CallAnswer> {
  const passesAll = (call: CallLike, count: number) => isFull(syntax, call, count);
  const named = calls.filter((call) => !syntax.isNewExpression(call) && !isSuper(syntax, call));
  const may = answersTo(named, (some) =>
    checker.mayAsk(
      some.map((call) => ({ call, callee: calleeOf(syntax, call) })),
      passesAll,
    ),
  );
  const resolved = calls.filter((call) => may.get(call) !== false);
  const asked = answersTo(resolved, (some) => checker.askedBy(some, passesAll));
  const members = checker.unionsAt(calls.map((call) => calleeOf(syntax, call)));
  return new Map(
    calls.map((call, index) => [call, { call, asked: asked.get(call), members: members[index]! }]),
  );
}

function isSuper(syntax: Syntax, call: CallLike): boolean {
  return syntax.isCallExpression(call) && call.expression.kind === syntax.SyntaxKind.SuperKeyword;
}

/** The parameters that calls fill. */
function parametersIn(
  syntax: Syntax,
  checker: CallChecker,
  scans: readonly Scan[],
): readonly VersionParameter[] {
  const passed = scans.flatMap((one) => [...one.passed]);
  const may = checker.mayAskOfArguments(passed.map(([, call]) => calleeOf(syntax, call)));
  const unasked = new Set(passed.filter((_, index) => !may[index]).map(([owner]) => owner));
  const implementations = scans.flatMap((one) => one.implementations);
  return findVersionParameters(
    syntax,
    checker,
    implementations.filter((owner) => !unasked.has(owner)),
  );
}

/** What is wrong beside calls. */
function errorsIn(
  syntax: Syntax,
  checker: CallChecker,
  scans: readonly Scan[],
  parameters: readonly VersionParameter[],
): readonly Located[] {
  const values = scans.flatMap((one) => one.values);
  const stands = scans.flatMap((one) => one.stands);
  const abstracts = scans.flatMap((one) => one.abstracts);
  const marks = scans.flatMap((one) => one.marks);
  return [
    ...usedAsValues(syntax, checker, values),
    ...unguarded(syntax, checker, stands),
    ...undeclared(syntax, checker, parameters, abstracts),
    ...misplaced(syntax, checker, marks),
  ];
}

/** Tells the version that the function around a node takes, by the name of its parameter. */
function versionInScope(
  syntax: Syntax,
  parameters: readonly VersionParameter[],
): (node: ts.Node) => string | undefined {
  const byOwner = new Map(parameters.map((parameter) => [parameter.owner as ts.Node, parameter]));
  return (call) => {
    for (let node = call; node.parent !== undefined; node = node.parent) {
      const own = byOwner.get(node);
      if (own) return writtenName(syntax, own.node.name);
    }
    return undefined;
  };
}

/** The places in a list of what is of interest. */
function placesWhere<Item>(list: readonly Item[], isOfInterest: (item: Item) => boolean): readonly number[] {
  return list.flatMap((item, place) => (isOfInterest(item) ? [place] : []));
}
