import type ts = require('typescript');

import type { Problem, Reading } from '../reader/index.js';
import type { AnalysedProgram } from './analysed-program.js';
import { type Bindings, collectBindings } from './bindings.js';
import { type CallSite, judge, type Located } from './calls.js';
import { hiddenCalls } from './hidden-calls.js';
import type { Meanings } from './intrinsics.js';
import type { Versions } from './locked-versions.js';
import { modelsOf, type ReadCall } from './models.js';
import type { Candidates } from './modules.js';
import type { ResolvedOptions } from './options.js';
import {
  argumentOf,
  parameterFor,
  type ReplacedCall,
  type Replacement,
  replacementOf,
} from './replacement.js';
import type { TypeSource } from './type-source.js';
import { findUses } from './uses.js';
import { isOmitted } from './wrappers/call-syntax.js';
import { wrapperName } from './wrappers/guards.js';
import { ownParameter } from './wrappers/inside.js';
import type { Wrappers } from './wrappers/wrappers.js';

/** A place where a version is asked for. */
export interface Site {
  /** What is replaced. */
  readonly call: ReplacedCall;
  readonly source: TypeSource;
  /** Where errors of the type are reported. */
  readonly place: ts.Node;
  /** What asks for it. */
  readonly name: ReadCall['name'];
  /** The type as it is written, or what stands for it. */
  readonly type: ts.Node;
  replacement(reading: Reading): Replacement;
  explained(problem: Problem): Problem;
}

/** What is found in a file before its types are read. */
export interface Draft {
  readonly file: ts.SourceFile;
  readonly bindings: Bindings;
  readonly sites: Site[];
  /** Calls that a parameter of the wrapper around them replaces: no type is read for them. */
  readonly parameters: Map<ReplacedCall, Replacement>;
  /** The names of the intrinsics of a site, inside its call. */
  readonly namings: Map<ts.Node, ts.Node>;
  readonly guards: ReadonlyMap<ts.ParameterDeclaration, string>;
  readonly problems: Located[];
}

const noBindings: Bindings = { all: [], byLocal: new Map(), unresolved: [] };

/** What is known of a program before its files are looked at one by one. */
interface Known {
  readonly meanings: Meanings;
  readonly candidates: Candidates;
}

/** Looks through the files of a program for the places where versions are asked for. */
export class Drafting {
  /** @param wrappers - what files declare and call */
  constructor(
    private readonly analysed: AnalysedProgram,
    private readonly options: ResolvedOptions,
    private readonly wrappers: Wrappers | undefined,
  ) {}

  /**
   * The draft of a file that may name intrinsics.
   *
   * @param mayHide - whether it may call one that no name leads to
   */
  ofCaller(file: ts.SourceFile, { meanings, candidates }: Known, mayHide: boolean): Draft {
    const { carriers, exposed } = candidates;
    const bindings = collectBindings(meanings, carriers, file);
    const made = this.ofOther(file, bindings);
    made.problems.push(...bindings.unresolved.map(unresolvedProblem));
    const uses = findUses(meanings, bindings, exposed, file);
    const hidden = mayHide ? hiddenCalls(meanings, exposed, uses, file) : [];
    for (const use of [...uses, ...hidden]) {
      const judged = judge(meanings.syntax, use);
      if ('problem' in judged) made.problems.push(judged.problem);
      else this.addIntrinsic(made, judged.site);
    }
    return made;
  }

  /** The draft of a file that names no intrinsic: the wrappers that it declares or calls. */
  ofOther(file: ts.SourceFile, bindings: Bindings = noBindings): Draft {
    const { analysed, options } = this;
    const { sites = [], parameters = [], problems = [] } = this.wrappers?.get(file) ?? {};
    const guards = new Map(
      parameters
        .filter(({ node }) => isOmitted(analysed.syntax, node.initializer))
        .map(({ node, owner }) => [
          node,
          `keyshape: ${wrapperName(analysed.syntax, owner)} was called without a version`,
        ]),
    );
    return {
      file,
      bindings,
      sites: sites.map((site) => {
        const { call, index, place, type, explained } = site;
        const name = site.isList ? 'VersionsOf' : 'VersionOf';
        return {
          call,
          source: { call, index },
          place,
          name,
          type,
          replacement: (reading) =>
            argumentOf(site, reading, options.settings.length, () =>
              this.versionsOf({ name, type, reading }),
            ),
          explained,
        };
      }),
      parameters: new Map(),
      namings: new Map(),
      guards,
      problems: [...problems],
    };
  }

  private addIntrinsic({ file, sites, parameters, namings }: Draft, site: CallSite): void {
    const { syntax, program } = this.analysed;
    const { name, call, naming, type } = site;
    namings.set(call, naming);
    const ofWrappers = this.wrappers?.get(file)?.parameters ?? [];
    const own = ownParameter(syntax, program.getTypeChecker(), site, ofWrappers);
    if (own) parameters.set(call, parameterFor(name, own.name, own.isList));
    else {
      sites.push({
        call,
        source: type,
        place: type,
        name,
        type,
        replacement: (reading) =>
          replacementOf(name, type.getText(), reading, this.options.settings.length, () =>
            this.versionsOf({ name, type, reading }),
          ),
        explained: (problem) => problem,
      });
    }
  }

  /** The versions of the type of a call that the lock file knows. */
  private versionsOf(call: ReadCall): Versions {
    const { settings, lock } = this.options;
    const version = call.reading.version(settings.length);
    if (lock === undefined) return { readable: [version], all: [version] };
    const [model] = modelsOf(this.analysed.syntax, this.analysed.targets(), [call]);
    return lock.of(model!.type, call.reading, settings.length);
  }
}

function unresolvedProblem(specifier: ts.StringLiteral): Located {
  const file = specifier.getSourceFile();
  const start = specifier.getStart(file);
  return {
    where: { file, start, length: specifier.end - start },
    problem: {
      code: 'KS2006',
      message:
        'keyshape is not resolved here, so its calls cannot be found and replaced. Install it, and compile this file with type information: not transpile-only, not isolated.',
    },
  };
}
