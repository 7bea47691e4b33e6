import { changeText } from '../../../src/cli/changes-text.js';
import { changesOf } from '../../../src/lock/changes.js';
import { renewals } from '../../../src/lock/renew.js';
import { DEFAULT_READING } from '../../../src/shape/compare/options.js';
import { parse } from '../../../src/shape/index.js';

type Models = Readonly<Record<string, string>>;

const modelsOf = (models: Models) =>
  Object.entries(models).map(([name, text]) => {
    const { canonical, root } = parse(text);
    return { identity: `src/model.ts#${name}`, version: canonical.version(root), text, was: [] };
  });

/** What is said of the way from some models to others, versions left out. */
function told(before: Models, after: Models): string {
  const changes = changesOf(renewals(modelsOf(before), modelsOf(after)), DEFAULT_READING);
  return changes
    .map((change) => changeText(change, (_, text) => text))
    .join('')
    .replaceAll(/: [0-9a-f]{16}| \([0-9a-f]{16}.*\)/g, '')
    .replaceAll('src/model.ts#', '');
}

const user = '{id:number,name:string,street:string,zip:string}';

test('a type that was split: where the fields of the new one were', () => {
  expect(
    told({ User: user }, { User: '{id:number,name:string}', Address: '{street:string,zip:string}' }),
  ).toBe(
    `Address is new
  its fields street, zip were in User
User
  removed User.street: string  old entries stay readable
  removed User.zip: string     old entries stay readable
  ⇒ old entries stay readable; old instances cannot read new entries
`,
  );
  expect(
    told({ User: user }, { Name: '{id:number,name:string}', Address: '{street:string,zip:string}' }),
  ).toBe(
    `Address is new
  its fields street, zip were in User
Name is new
  its fields id, name were in User
User is cached no more
  its fields street, zip are in Address now
  its fields id, name are in Name now
`,
  );
});

test('two types that were merged: where their fields are', () => {
  expect(
    told({ A: '{x:number,y:string}', B: '{p:number,q:Date}' }, { AB: '{p:number,q:Date,x:number,y:string}' }),
  ).toBe(
    `A is cached no more
  its fields x, y are in AB now
AB is new
  its fields x, y were in A
  its fields p, q were in B
B is cached no more
  its fields p, q are in AB now
`,
  );
  expect(
    told(
      { Address: '{street:string,zip:string}', User: '{id:number}' },
      { User: '{id:number,street:string,zip:string}' },
    ),
  ).toMatch(/^Address is cached no more\n {2}its fields street, zip are in User now\nUser\n/);
});

test('members of a union that stand alone now, and the other way round', () => {
  const [card, cash] = ['{kind:"card",no:string}', '{got:number,kind:"cash"}'];
  expect(told({ Pay: `${cash}|${card}` }, { Card: card, Cash: cash })).toBe(
    `Card is new
  it was a member of Pay
Cash is new
  it was a member of Pay
Pay is cached no more
  its members Card, Cash stand alone now
`,
  );
  expect(told({ Card: card, Cash: cash }, { Pay: `${cash}|${card}` })).toBe(
    `Card is cached no more
  it is a member of Pay now
Cash is cached no more
  it is a member of Pay now
Pay is new
  its members Card, Cash stood alone
`,
  );
});

test.each<[string, Models, Models]>([
  ['an id alone', { A: '{a:string,b:number,id:number}' }, { B: '{id:number,x:string,y:number}' }],
  ['names alone', { A: '{a:string,b:number}' }, { B: '{a:number,b:string}' }],
  [
    'one that stays as it was',
    { A: '{a:string,b:number}' },
    { A: '{a:string,b:number}', B: '{a:string,b:number,c:1}' },
  ],
])('nothing is said of %s', (_, before, after) => {
  expect(told(before, after)).not.toMatch(/its fields|member of/);
});
