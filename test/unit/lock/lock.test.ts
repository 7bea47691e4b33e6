import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { bodyLines, bodyText } from '../../../src/lock/body.js';
import type { Entry } from '../../../src/lock/lock.js';
import { readLock } from '../../../src/lock/read.js';
import { writeLock } from '../../../src/lock/write.js';
import { anyShape } from '../arbitrary.js';
import { textOf } from '../plain-shape.js';

const entry = (text: string): Entry => ({
  text,
  version: createHash('sha256').update(`keyshape/1\n${text}`).digest('hex').slice(0, 16),
});
const user = '{address:{city:string,zip:string},fullName:string,id:number}';
const older = '{address:{city:string,zip:string},id:number,userName:string}';
const options = 'serializer json, any refuse, values open';
const lock = {
  options,
  models: [{ identity: 'src/user.ts#User', ...entry(user), was: [entry(older)] }],
};

test('the lines of a text are the text', () => {
  fc.assert(
    fc.property(anyShape, (shape) => {
      const text = textOf(shape);
      expect(bodyText(bodyLines(text))).toBe(text);
    }),
  );
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a template
  for (const text of ['{a:",}",b:`x{,${string}`,c:string,d:number,eeeeeeeeeeeeeeeeeeee:1}', '{}', 'string'])
    expect(bodyText(bodyLines(text).map((line) => `  ${line}`))).toBe(text);
});

test('a lock is written as people read it, and read back', () => {
  const text = writeLock(lock);
  expect(text.split('\n').slice(2)).toEqual([
    '',
    'model src/user.ts#User',
    `version ${entry(user).version}`,
    '  {',
    '    address:{city:string,zip:string},',
    '    fullName:string,',
    '    id:number,',
    '  }',
    `was ${entry(older).version} ${older}`,
    'end src/user.ts#User',
    '',
  ]);
  expect(readLock(text)).toEqual(lock);
  expect(readLock(text.replaceAll('\n', '\r\n'))).toEqual(lock);
});

test.each([
  ['a conflict', (text: string) => text.replace('    id', '<<<<<<< ours\n    id'), 'Take either side'],
  ['a text of another version', (text: string) => text.replace('fullName', 'name'), 'is not that of version'],
  [
    'an old text of another version',
    (text: string) => text.replace('userName', 'name'),
    'is not that of version',
  ],
  ['a missing end', (text: string) => text.replace(/end .*\n/, ''), 'expected "end"'],
  ['another end', (text: string) => text.replace('end src', 'end lib'), 'not the end of'],
  ['another file', () => 'model x', 'no keyshape.lock'],
  ['a model twice', (text: string) => text + text.split('\n').slice(2).join('\n'), 'is there twice'],
])('refuses %s', (_, change, reason) => {
  expect(() => readLock(change(writeLock(lock)))).toThrow(reason);
});
