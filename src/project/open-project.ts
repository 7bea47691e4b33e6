import { ClassicProject } from './classic/classic-project.js';
import { resolveCompiler } from './compiler.js';
import { NativeProject } from './native/native-project.js';
import { slashed } from './paths.js';
import type { Project, ProjectOptions } from './project.js';

/**
 * Opens a project: finds its calls of keyshape, reads their types and says what each file becomes. Nothing is read before the first
 * question. TypeScript 7 runs in a process of its own until the project is closed.
 *
 * @param configFile - the name of its `tsconfig.json`
 * @param options - the compiler, options that stand over those of the configuration, and keyshape's own
 * @returns the project; close it
 * @throws BuildError where the project resolves no compiler that is known
 * @example
 * ```ts
 * const project = openProject('tsconfig.json');
 * const answer = project.answer('/app/src/main.ts');
 * const code = answer && editedText(answer, readFileSync('/app/src/main.ts', 'utf8'))?.text;
 * project.close();
 * ```
 */
export function openProject(configFile: string, options: ProjectOptions = {}): Project {
  const name = slashed(configFile);
  const compiler = options.compiler ?? resolveCompiler(name);
  return compiler.kind === 'classic'
    ? new ClassicProject(compiler.compiler, name, options)
    : new NativeProject(compiler.native, name, options);
}
