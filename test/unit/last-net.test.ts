import ts from 'typescript';
import { ClassicChecker } from '../../src/compilers/classic/checker.js';
import type { ClassicProperty } from '../../src/compilers/classic/handles.js';
import { readRoots } from '../../src/reader/index.js';

const text = `
  interface Inner { boom: string }
  export interface Outer { id: number; list: { inner: Inner } }
  export interface Other { id: number }
`;

/** A checker that fails on one property, as a compiler with a fault of its own does. */
class FailingChecker extends ClassicChecker {
  override propertyTypes(properties: readonly ClassicProperty[]): readonly ts.Type[] {
    if (properties.some(({ name }) => name === 'boom')) throw new TypeError('boom\nat nowhere');
    return super.propertyTypes(properties);
  }
}

function read(checkerOf: (program: ts.Program, location: ts.Node) => ClassicChecker) {
  const file = ts.createSourceFile('main.ts', text, ts.ScriptTarget.ES2022, true);
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost({}),
    getSourceFile: (name) => (name === 'main.ts' ? file : undefined),
  };
  const options = { noLib: true, types: [], strict: true };
  const program = ts.createProgram({ rootNames: ['main.ts'], options, host });
  const checker = program.getTypeChecker();
  const roots = file.statements.filter(ts.isInterfaceDeclaration).map((one) => ({
    type: checker.getTypeAtLocation(one.name),
    name: one.name.text,
    seesTypeParameters: false,
  }));
  return readRoots(checkerOf(program, file.statements[0]!), roots.slice(1), {
    any: 'refuse',
    serializer: 'json',
  });
}

test('what is thrown while a type is read is told with the path to it, and stops no other type', () => {
  const [outer, other] = read((program, location) => new FailingChecker(ts, program, location));
  expect(outer!.problems).toMatchObject([
    {
      code: 'KS1013',
      message: expect.stringMatching(/^Outer\.list\.inner: keyshape fails to read it \(boom\)\. /),
    },
  ]);
  expect(other!.text()).toBe('{id:number}');
});

test('what is thrown apart from any type is told at each root', () => {
  class Gone extends ClassicChecker {
    override refresh(): void {
      throw new Error('the compiler is gone');
    }
  }
  const readings = read((program, location) => new Gone(ts, program, location));
  expect(
    readings.flatMap(({ problems }) => problems.map(({ code, message }) => `${code} ${message}`)),
  ).toEqual([
    expect.stringMatching(/^KS1013 Outer: keyshape fails to read it \(the compiler is gone\)/),
    expect.stringMatching(/^KS1013 Other: /),
  ]);
});
