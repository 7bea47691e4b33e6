/** @jest-environment ./test/native/environment.cjs */
import { setTimeout } from 'node:timers/promises';
import { type OpenNativeProject, openNativeProject } from '../../src/compilers/native/read-types.js';
import { Wire } from '../../src/compilers/native/server/wire.js';
import { Workspace } from '../../src/project/native/workspace.js';
import { DiskProject, native, nativeVersions } from './projects.js';

// Requests that run ahead of their answers: none may ever be taken for the answer to another.
const names = Array.from({ length: 300 }, (_, index) => `property${index}`);

describe.each(nativeVersions)('TypeScript %s', (version) => {
  const project = new DiskProject();
  let open: OpenNativeProject;

  beforeAll(async () => {
    const members = names.map((name, index) => `${name}: ${index}`).join('; ');
    project.write(
      new Map([['main.ts', `export type Many = { ${members} };\nexport declare const é: Many;`]]),
    );
    project.configure({ strict: true, noLib: true, types: [] }, ['main.ts']);
    open = openNativeProject(await native(version), project.configFile);
  });

  afterAll(() => {
    open.close();
    project.remove();
  });

  /** A question for each property: its literal type. */
  function questions(): { wire: Wire; texts: readonly string[] } {
    const { checker, program } = open.project;
    const [alias] = [...program.getSourceFile(`${project.folder}/main.ts`)!.statements];
    const type = checker.getTypeFromTypeNode((alias as unknown as { type: never }).type);
    const scope = { snapshot: open.snapshot.id, project: open.project.id };
    const wire = Wire.of(open.api.client?.channel);
    if (wire === undefined) throw new Error('The connection is not as it is known.');
    return {
      wire,
      texts: names.map((name) => JSON.stringify({ ...scope, type: type.id, name })),
    };
  }

  function namesIn(answers: Iterable<{ text: string } | { error: Error }>): readonly unknown[] {
    return [...answers].map((answer) => ('text' in answer ? JSON.parse(answer.text).name : answer.error));
  }

  test('answers come in the order of the requests', () => {
    const { wire, texts } = questions();
    expect(namesIn(wire.exchange('getPropertyOfType', texts))).toEqual(names);
  });

  test('answers that nobody takes do not answer what is asked next', () => {
    const { wire, texts } = questions();
    for (const answer of wire.exchange('getPropertyOfType', texts)) {
      expect(namesIn([answer])).toEqual(['property0']);
      break;
    }
    expect(() => {
      for (const _ of wire.exchange('getPropertyOfType', texts)) throw new Error('of the reader');
    }).toThrow('of the reader');
    expect(namesIn(wire.exchange('getPropertyOfType', texts.slice(7, 9)))).toEqual(names.slice(7, 9));
    expect(open.project.checker.getStringType().intrinsicName).toBe('string');
  });

  test('what was begun has its own answer, whatever is asked and turns meanwhile', async () => {
    const { wire, texts } = questions();
    const last = wire.begin('getPropertyOfType', texts[299]!);
    const wrong = wire.begin('getPropertyOfType', texts[5]!.replace(/"type":\d+/, '"type":987654'));
    await setTimeout(50);
    expect(open.project.checker.getStringType().intrinsicName).toBe('string');
    const first = wire.begin('getPropertyOfType', texts[0]!);
    expect(namesIn(wire.exchange('getPropertyOfType', texts.slice(7, 9)))).toEqual(names.slice(7, 9));
    const untaken = wire.begin('getPropertyOfType', texts[1]!);
    const second = wire.begin('getPropertyOfType', texts[2]!);
    expect(namesIn([second(), last(), first(), untaken()])).toEqual(
      [2, 299, 0, 1].map((index) => names[index]),
    );
    expect(wrong()).toEqual({ error: expect.any(Error) });
  });

  test('an error answers its own request', () => {
    const { wire, texts } = questions();
    const wrong = texts.map((text, index) =>
      index === 5 ? text.replace(/"type":\d+/, '"type":987654') : text,
    );
    const answers = namesIn(wire.exchange('getPropertyOfType', wrong));
    expect(answers[5]).toBeInstanceOf(Error);
    expect(answers.filter((_, index) => index !== 5)).toEqual(names.filter((_, index) => index !== 5));
  });

  test('requests longer than what may lie ahead, and with other letters than ASCII', () => {
    const { wire, texts } = questions();
    const long = texts.slice(0, 20).map((text) => text.replace('{', `{"note":"${'é'.repeat(40_000)}",`));
    expect(namesIn(wire.exchange('getPropertyOfType', long))).toEqual(names.slice(0, 20));
  });

  test('what is foreseen answers the API where it asks that, and nothing else', () => {
    const { api } = open;
    const channel = api.client?.channel as { requestBytesSync: (...request: unknown[]) => unknown };
    const asked = jest.spyOn(channel, 'requestBytesSync');
    const wire = Wire.of(channel)!;
    const foreseen = (file: string) => ({ method: 'parseConfigFile', text: JSON.stringify({ file }) });
    const { configFile } = project;
    const missing = `${project.folder}/missing.json`;
    const told = api.parseConfigFile(configFile);
    asked.mockClear();

    wire.foresee([foreseen(configFile), foreseen(missing), foreseen(configFile)]);
    expect(api.parseConfigFile(configFile)).toEqual(told);
    expect(() => api.parseConfigFile(missing)).toThrow(missing);
    expect(asked).not.toHaveBeenCalled();
    expect(open.project.checker.getStringType().intrinsicName).toBe('string');
    expect(api.parseConfigFile(configFile)).toEqual(told);
    expect(asked).toHaveBeenCalledTimes(2);

    wire.foresee([foreseen(missing), foreseen(missing)]);
    expect(api.parseConfigFile(configFile)).toEqual(told);
    const { texts } = questions();
    wire.foresee([foreseen(missing)]);
    expect(namesIn([wire.begin('getPropertyOfType', texts[3]!)()])).toEqual(['property3']);
    wire.foresee([foreseen(missing)]);
    expect(namesIn(wire.exchange('getPropertyOfType', texts.slice(4, 6)))).toEqual(names.slice(4, 6));
    wire.foresee([foreseen(missing)]);
    wire.foresee([foreseen(configFile)]);
    expect(api.parseConfigFile(configFile)).toEqual(told);
    asked.mockRestore();
  });

  test('a workspace has the server open its projects before they are asked for', async () => {
    const workspace = new Workspace(await native(version), () => [project.configFile], {});
    try {
      const { api } = workspace.server;
      const channel = api.client?.channel as object as { writeTuple: (...tuple: unknown[]) => void };
      const asked = jest.spyOn(channel, 'writeTuple');
      expect(workspace.projects().map(({ configFile }) => configFile)).toEqual([project.configFile]);
      const methods = asked.mock.calls.map(([, name]) => String(name));
      expect(methods.filter((name) => /initialize|snapshot/i.test(name))).toEqual([]);
    } finally {
      workspace.close();
    }
  });

  test('a server that may call back is not asked ahead', () => {
    const channel = open.api.client?.channel as object;
    const like = (more: object) => Object.assign(Object.create(channel) as object, more);
    expect(Wire.of(like({}))).toBeDefined();
    expect(Wire.of(like({ callbacks: new Map([['readFile', () => '']]) }))).toBeUndefined();
  });
});

test('what is no connection is none', () => {
  for (const other of [undefined, null, {}, { readFd: 1 }, 'channel']) expect(Wire.of(other)).toBeUndefined();
});
