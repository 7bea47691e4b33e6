import { readOptions } from '../../src/calls/options.js';
import { compileMain } from '../support/project.js';
import { run } from '../support/run.js';

const main =
  "import { versionOf } from 'keyshape';\nimport type { User } from './model.js';\nexport const v = versionOf<User>();";

const listing =
  'The options are `length` (a whole number from 8 to 64), `any` ("refuse", "opaque" or a list of package names such as ["@kubernetes/client-node"]), `serializer` ("json" or "structured"), `inferred` ("reads" or "all"), `values` ("open" or "exact"), `readers` ("tolerant" or "strict"), `keep` (a whole number from 0 to 100).';

test('keys of the host are passed over', () => {
  const entry = {
    transform: 'keyshape/transform',
    transformProgram: true,
    type: 'program',
    import: 'default',
    after: false,
    afterDeclarations: false,
    isEsm: false,
    resolvePathAliases: false,
    tsConfig: 'tsconfig.json',
    name: 'keyshape',
  };
  expect(compileMain(main, { entry }).errors).toEqual([]);
});

test('length is the number of hex digits', async () => {
  const short = (await run(compileMain(main, { entry: { length: 8 } }).outputs, 'main.js')).v;
  const long = (await run(compileMain(main, { entry: { length: 64 } }).outputs, 'main.js')).v;
  expect(short).toMatch(/^[0-9a-f]{8}$/);
  expect(long).toMatch(/^[0-9a-f]{64}$/);
  expect(String(long).startsWith(String(short))).toBe(true);
});

const wrong: readonly [entry: object, start: string, meant?: string][] = [
  [{ lenght: 8 }, 'KS3001: unknown option `lenght` of keyshape.', ' Did you mean `length`?'],
  [{ Any: 'opaque' }, 'KS3001: unknown option `Any` of keyshape.', ' Did you mean `any`?'],
  [
    { transformprogram: true },
    'KS3001: unknown option `transformprogram` of keyshape.',
    ' Did you mean `transformProgram`?',
  ],
  [{ colour: 2 }, 'KS3001: unknown option `colour` of keyshape.'],
  [{ length: 7 }, 'KS3002: the option `length` of keyshape cannot be 7.'],
  [{ length: 65 }, 'KS3002: the option `length` of keyshape cannot be 65.'],
  [{ length: 8.5 }, 'KS3002: the option `length` of keyshape cannot be 8.5.'],
  [{ length: '16' }, 'KS3002: the option `length` of keyshape cannot be "16".'],
  [{ any: 'allow' }, 'KS3002: the option `any` of keyshape cannot be "allow".'],
  [{ any: [] }, 'KS3002: the option `any` of keyshape cannot be [].'],
  [{ any: [1] }, 'KS3002: the option `any` of keyshape cannot be [1].'],
  [{ serializer: 'msgpack' }, 'KS3002: the option `serializer` of keyshape cannot be "msgpack".'],
  [{ serializer: null }, 'KS3002: the option `serializer` of keyshape cannot be null.'],
];

test.each(wrong)(
  '%j is an error that lists the right ones, and nothing is replaced',
  (entry, start, meant = '') => {
    const { errors, js } = compileMain(main, { entry });
    expect(errors).toEqual([`${start} ${listing} It stands in "plugins" of the program's options.${meant}`]);
    expect(js).toContain('versionOf()');
  },
);

test('every wrong option is reported', () => {
  expect(compileMain(main, { entry: { length: 1, colour: 2 } }).errors).toHaveLength(2);
});

test.each([['structured'], [16], [['length', 16]], [null], [true]])(
  'options that are %j are no object, which is said of the host that was given them',
  (value) => {
    const { problems } = readOptions([{ value, place: 'in the options of keyshape/vite', isEntry: false }]);
    expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `KS3002: keyshape's options are not an object. They are ${listing.slice('The options are '.length)} It stands in the options of keyshape/vite.`,
    ]);
  },
);
