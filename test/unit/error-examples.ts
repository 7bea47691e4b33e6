import { type CompileOptions, compile, model } from '../support/project.js';
import { messagesOfSetUps } from './setup-examples.js';
import { cases, shared, textOf } from './wrapper/cases.js';

const head =
  "import { keyFor, versionOf } from 'keyshape';\nimport type { Order, User } from './model.js';\nexport const known = [versionOf<User>(), keyFor<Order>('x')];\n";

const tagged = (comment: string) => `export interface A {\n  ${comment}\n  a: string;\n}\n`;

/** Of each code about a tag, a call or an option, what a user may write to be told it; first the code, then the source. */
const mistakes: Readonly<Record<string, readonly [source: string, request?: CompileOptions]>> = {
  KS1101: [tagged('/** @keyshapeIngore */')],
  KS1102: [tagged('/** @keyshapeVersion two */')],
  KS1103: [tagged('// @keyshapeIgnore')],
  KS2001: ['export const version = versionOf();'],
  KS2002: ['// @ts-ignore\nexport const version = versionOf<User, Order>();'],
  KS2003: ["// @ts-ignore\nexport const key = keyFor<User>(...['user', '1']);"],
  KS2004: ['export const version = versionOf;'],
  KS2005: ["export const keyshape = import('keyshape');"],
  KS3001: ['', { entry: { transform: 'keyshape/transform', transformProgram: true, lenght: 8 } }],
  KS3002: ['', { entry: { transform: 'keyshape/transform', transformProgram: true, length: 4 } }],
};

/** Messages as they are printed, by their code. */
export function messagesOfCalls(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (code: string, errors: readonly string[]) => {
    const message = errors.map((error) => error.split(`${code}: `)[1]).find((one) => one !== undefined);
    if (message !== undefined && !found.has(code)) found.set(code, message);
  };
  for (const [code, [source, request]] of Object.entries(mistakes)) {
    note(code, compile({ ...model, 'main.ts': head + source }, request).errors);
  }
  for (const one of cases) {
    const [code] = one.errors ?? [];
    if (code === undefined || one.errors?.length !== 1 || found.has(code)) continue;
    note(code, compile({ ...shared, 'main.ts': textOf(one) }).errors);
  }
  for (const text of messagesOfSetUps()) {
    const [, code, message] = /\b(KS\d{4}): ([\s\S]*)/.exec(text) ?? [];
    if (code !== undefined && !found.has(code)) found.set(code, message!);
  }
  return found;
}
