import ts from 'typescript';
import { guardEdits } from '../../../src/rewrite/text/argument-edits.js';

// TypeScript 7 has the brackets of `@param {string} [version]` in the tree as the question mark of the parameter.
test('a guard of JavaScript whose comment says that the parameter may be left out', () => {
  const text = '/** @param {string} [version] */\nfunction get(version) {}';
  const file = ts.createSourceFile('/get.js', text, ts.ScriptTarget.ES2022, true);
  const [parameter] = (file.statements[0] as ts.FunctionDeclaration).parameters;
  const at = text.indexOf('[version]');
  const questionToken = ts.setTextRange(ts.factory.createToken(ts.SyntaxKind.QuestionToken), {
    pos: at,
    end: at + 1,
  });
  const edits = guardEdits(ts, Object.assign(parameter!, { questionToken }), 'thrown');
  const end = text.indexOf(') {}');
  expect(edits).toEqual([{ start: end, end, text: ' = (() => { throw new Error("thrown"); })()' }]);
});
