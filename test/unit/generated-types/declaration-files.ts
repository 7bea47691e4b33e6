import type ts from 'typescript';
import type { CaseGroup } from '../case-files.js';
import { createCaseProgram, type Layout } from '../case-program.js';

/** The groups with the declaration files that a compiler writes of them in place of their sources. */
export function asDeclarationFiles(
  compiler: typeof ts,
  layout: Layout,
  groups: readonly CaseGroup[],
): readonly CaseGroup[] {
  const { program, files } = createCaseProgram(compiler, layout, groups);
  const options = {
    ...program.getCompilerOptions(),
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
  };
  const host = compiler.createCompilerHost(options);
  host.getSourceFile = (name) => program.getSourceFile(name);
  const texts = new Map<string, string>();
  host.writeFile = (name, text) => void texts.set(name, text);
  compiler.createProgram(program.getRootFileNames(), options, host).emit();
  return groups.map((group) => {
    const [main] = files(group);
    const calls = [...group.files.get('main.ts')!.matchAll(/^export type (\w+)/gm)].map(
      ([, name]) => `versionOf<source.${name}>();`,
    );
    return {
      ...group,
      files: new Map([
        ['main.ts', `import * as source from './source';\n${calls.join('\n')}\n`],
        ['source.d.ts', texts.get(main!.fileName.replace(/\.ts$/, '.d.ts')) ?? ''],
      ]),
    };
  });
}
