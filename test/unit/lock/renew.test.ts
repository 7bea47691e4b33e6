import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Identities, typeNameOf } from '../../../src/lock/identity.js';
import type { Lock, Model } from '../../../src/lock/lock.js';
import { recoverLock } from '../../../src/lock/read.js';
import { joinSides, renew, renewals } from '../../../src/lock/renew.js';
import { sidesOf } from '../../../src/lock/sides.js';
import { writeLock } from '../../../src/lock/write.js';

const options = 'serializer json, any refuse, values open';
const entry = (text: string) => ({
  text,
  version: createHash('sha256').update(`keyshape/1\n${text}`).digest('hex').slice(0, 16),
});
const model = (identity: string, text: string, ...was: readonly string[]): Model => ({
  identity,
  ...entry(text),
  was: was.map(entry),
});
const lockOf = (...models: readonly Model[]): Lock => ({ options, models });
const current = (identity: string, text: string) => ({ identity, ...entry(text) });
/** A lock in short: `identity text < older, oldest`. */
const shown = ({ models }: Lock) =>
  models.map(({ identity, text, was }) => [identity, text, ...was.map((old) => old.text)].join(' '));

test('a change moves the shape into the history, and back out of it', () => {
  let lock = renew(undefined, [current('a#A', '{a:1}')], options, 3);
  expect(shown(lock)).toEqual(['a#A {a:1}']);
  for (const text of ['{a:2}', '{a:3}']) lock = renew(lock, [current('a#A', text)], options, 3);
  expect(shown(lock)).toEqual(['a#A {a:3} {a:2} {a:1}']);
  lock = renew(lock, [current('a#A', '{a:1}')], options, 3);
  expect(shown(lock)).toEqual(['a#A {a:1} {a:3} {a:2}']);
  for (const text of ['{a:4}', '{a:5}']) lock = renew(lock, [current('a#A', text)], options, 3);
  expect(shown(lock)).toEqual(['a#A {a:5} {a:4} {a:1} {a:3}']);
  expect(shown(renew(lock, [current('a#A', '{a:5}')], options, 1))).toEqual(['a#A {a:5} {a:4}']);
});

test.each([
  ['src/user.ts#User', 'User'],
  ['c#/src/user.ts#User', 'User'],
  ["src/user.d.mts#Pick<User, '#id' | 'a.ts#b'>", "Pick<User, '#id' | 'a.ts#b'>"],
  ['@acme/c#/src/a b/user.tsx#Über', 'Über'],
  ['user.vue#User', 'User'],
])('%s is called %s', (identity, name) => {
  expect(typeNameOf(identity)).toBe(name);
});

test('a type in a folder with # in its name that moves keeps its history', () => {
  const before = lockOf(model('c#/user.ts#User', '{a:1}', '{a:0}'), model('c#/order.ts#Order', '{b:1}'));
  const moved = [current('src/user.ts#User', '{a:2}'), current('src/order.ts#Order', '{b:2}')];
  expect(shown(renew(before, moved, options, 3))).toEqual([
    'src/order.ts#Order {b:2} {b:1}',
    'src/user.ts#User {a:2} {a:1} {a:0}',
  ]);
});

test.each([
  ['a file is renamed', 'b#A', '{a:1}', 'renamed'],
  ['a type is renamed', 'a#B', '{a:1}', 'renamed'],
  ['a file is renamed and the type changed', 'b#A', '{a:2}', 'renamed'],
  ['its arguments are written otherwise', 'a#A<X>', '{a:2}', 'renamed'],
  ['both are others', 'b#B', '{a:2}', 'added'],
])('%s', (_, identity, text, kind) => {
  const before = lockOf(model('a#A', '{a:1}', '{a:0}'));
  const found = renewals(before.models, [current(identity, text)]);
  expect(found.map((one) => one.kind).sort()).toEqual(kind === 'added' ? ['added', 'removed'] : [kind]);
  const older = [...(text === '{a:1}' ? [] : ['{a:1}']), '{a:0}'];
  expect(shown(renew(before, [current(identity, text)], options, 5))).toEqual([
    [identity, text, ...(kind === 'added' ? [] : older)].join(' '),
  ]);
});

test('which of two it is cannot be told: neither is', () => {
  const before = [model('a#A', '{a:1}'), model('b#A', '{a:1}')];
  expect(renewals(before, [current('c#A', '{a:1}')]).map(({ kind }) => kind)).toEqual([
    'removed',
    'removed',
    'added',
  ]);
});

test('the history of another serializer ends', () => {
  const before = lockOf(model('a#A', '{a:1}', '{a:0}'));
  const structured = options.replace('json', 'structured');
  expect(shown(renew(before, [current('a#A', '{a:2}')], structured, 5))).toEqual(['a#A {a:2}']);
});

test('both sides of a conflict keep their history', () => {
  const ours = lockOf(model('a#A', '{a:2}', '{a:1}', '{a:0}'), model('o#O', '{o:1}'));
  const theirs = lockOf(model('a#A', '{a:3}', '{a:9}', '{a:1}'), model('t#T', '{t:1}'));
  const joined = joinSides(ours, theirs);
  expect(shown(joined)).toEqual(['a#A {a:2} {a:3} {a:1} {a:9} {a:0}', 'o#O {o:1}', 't#T {t:1}']);
  expect(shown(renew(joined, [current('a#A', '{a:3}')], options, 5))).toEqual([
    'a#A {a:3} {a:2} {a:1} {a:9} {a:0}',
  ]);
});

test('a text with conflicts is two texts', () => {
  const text = 'a\n<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\n>>>>>>> other\nd\n';
  expect(sidesOf(text)).toEqual(['a\nb\nd\n', 'a\nc\nd\n']);
  expect(sidesOf('a\n')).toEqual(['a\n']);
});

test('what a merge damaged is left out, the rest is kept', () => {
  const lock = lockOf(model('a#A', '{a:2}', '{a:1}'), model('b#B', '{b:2}'), model('c#C', '{c:1}'));
  const damaged = writeLock(lock).replace('  {a:2}', '  {a:7}').replace('end b#B', 'end x');
  const { lock: recovered, lost } = recoverLock(damaged);
  expect(shown(recovered)).toEqual(['a#A {a:1}', 'c#C {c:1}']);
  expect(lost.map(({ line }) => line)).toEqual([5, 13]);
});

test.each([
  ['another file', 'models: []\n', 'this is no keyshape.lock'],
  ['a later format', '# keyshape.lock 2: x\n', 'format 2, and this keyshape knows format 1. Update keyshape'],
])('%s is not read, and not written over', (_, text, reason) => {
  expect(() => recoverLock(text)).toThrow(reason);
});

test('an identity is the same on every machine', () => {
  const root = mkdtempSync(join(tmpdir(), 'keyshape-identity-'));
  try {
    for (const [file, text] of Object.entries({
      'package.json': '{ "name": "shop" }',
      'dist/package.json': '{ "type": "commonjs" }',
      'packages/models/package.json': '{ "name": "@shop/models" }',
      'node_modules/money/package.json': '{ "name": "money" }',
    })) {
      mkdirSync(join(root, file, '..'), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const identities = new Identities(root);
    expect(
      ['src/user.ts', 'dist/user.d.ts', 'packages/models/src/user.ts', 'node_modules/money/index.d.ts'].map(
        (file) => identities.of(join(root, file), 'User'),
      ),
    ).toEqual([
      'src/user.ts#User',
      'dist/user.d.ts#User',
      '@shop/models/src/user.ts#User',
      'money/index.d.ts#User',
    ]);
    expect(new Identities(join(root, 'packages/models')).of(join(root, 'src/user.ts'), 'User')).toBe(
      'shop/src/user.ts#User',
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
