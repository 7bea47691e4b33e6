import { dirname, join } from 'node:path';
import type ts from 'typescript';
import { readTypes } from '../../../src/compilers/classic/read-types.js';
import type { Reading } from '../../../src/reader/index.js';
import { callNodes } from '../read-packages.js';
import { callsFile, callsText, librariesFolder, type Model, models, type Reader } from './models.js';

/** A program over all models, with a file of calls beside each. */
export function librariesProgram(
  compiler: typeof ts,
  of: readonly Model[] = models,
  rewritten: (model: Model) => string = ({ text }) => text,
): ts.Program {
  const texts = new Map<string, string>();
  for (const model of of) {
    texts.set(join(librariesFolder, callsFile(model)), callsText(model));
    texts.set(join(librariesFolder, 'models', `${model.name}.ts`), rewritten(model));
  }
  const configFile = join(librariesFolder, 'tsconfig.json');
  const { config } = compiler.readConfigFile(configFile, compiler.sys.readFile);
  const { options } = compiler.parseJsonConfigFileContent(config, compiler.sys, dirname(configFile));
  const host = compiler.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => texts.has(name) || fileExists.call(host, name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, target, ...rest)
      : compiler.createSourceFile(name, text, target);
  };
  host.getCurrentDirectory = () => librariesFolder;
  return compiler.createProgram([...texts.keys()], options, host);
}

/** The readings of a reader's roots, by name. */
export function readModel(
  compiler: typeof ts,
  program: ts.Program,
  { model, roots, options }: Reader,
): ReadonlyMap<string, Reading> {
  program.getTypeChecker();
  const file = program.getSourceFile(join(librariesFolder, callsFile(model)))!;
  const nodes = callNodes(compiler, file).filter((node) => roots.includes(node.getText()));
  const readings = readTypes(compiler, program, nodes, options);
  return new Map(nodes.map((node, index) => [node.getText(), readings[index]!]));
}
