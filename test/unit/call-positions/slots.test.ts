import ts from 'typescript';
import { positions } from './positions.js';
import { expressionSlots, slotsOnTheWay } from './slots.js';

/** Slots that no call can get into, by the reason. */
const impossible: Readonly<Record<string, readonly string[]>> = {
  'made by transformations alone': [
    'CommaListExpression.elements',
    'NotEmittedTypeElement.name',
    'PartiallyEmittedExpression.expression',
    'SyntheticExpression.tupleNameSource',
  ],
  'never there: they belong to a base interface': [
    'ClassStaticBlockDeclaration.name',
    'Constructor.name',
    'GetAccessor.parameters',
    'JsxSpreadAttribute.name',
    'SemicolonClassElement.name',
    'SpreadAssignment.name',
  ],
  'nothing but a string': [
    'ExportDeclaration.assertClause',
    'ExportDeclaration.attributes',
    'ExportDeclaration.moduleSpecifier',
    'ExternalModuleReference.expression',
    'ImportAttribute.value',
    'ImportAttributes.elements',
    'ImportDeclaration.assertClause',
    'ImportDeclaration.attributes',
    'ImportDeclaration.moduleSpecifier',
    'ImportEqualsDeclaration.moduleReference',
    'ImportTypeAssertionContainer.assertClause',
  ],
  'no decorator is allowed there': [
    'Constructor.modifiers',
    'EnumDeclaration.modifiers',
    'ExportAssignment.modifiers',
    'ExportDeclaration.modifiers',
    'FunctionDeclaration.modifiers',
    'ImportDeclaration.modifiers',
    'ImportEqualsDeclaration.modifiers',
    'ModuleDeclaration.modifiers',
    'VariableStatement.modifiers',
  ],
  'no computed name is allowed there': ['EnumMember.name'],
  'a module is strict code': ['WithStatement.expression', 'WithStatement.statement'],
};

test('every slot of the syntax tree that can hold an expression has a position', () => {
  const covered = new Set<string>();
  for (const [name, { code, needs }] of positions) {
    const text = code.replace(/\$(?!\{)/g, 'versionOf<User>()');
    const file = ts.createSourceFile(
      needs.includes('jsx') ? 'main.tsx' : 'main.ts',
      text,
      ts.ScriptTarget.ESNext,
      true,
    );
    const slots = slotsOnTheWay(
      file,
      (node) => ts.isCallExpression(node) && node.expression.getText() === 'versionOf',
    );
    expect([name, slots.size]).not.toEqual([name, 0]);
    for (const slot of slots) covered.add(slot);
  }
  const wanted = [...expressionSlots()];
  expect(wanted.filter((slot) => !covered.has(slot)).sort()).toEqual(Object.values(impossible).flat().sort());
  expect(wanted.length).toBeGreaterThan(150);
});
