import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordedProject, sources, transformerOf } from '../support/recorded-project.js';
import { presentTools } from '../support/tools.js';

// What is gone, older, of another keyshape or no record at all is not built upon.
describe.each(presentTools('ts-patch-3', 'ts-patch-4'))('%s', (tools) => {
  let project: RecordedProject;
  beforeEach(() => {
    project = new RecordedProject(tools);
  });
  afterEach(() => project.remove());

  test('outputs and build info that are gone, or older than the record', () => {
    project.expectFresh();
    const info = join(project.folder, 'tsconfig.tsbuildinfo');
    const old = readFileSync(info);
    for (const gone of [info, join(project.folder, 'out')]) rmSync(gone, { recursive: true });
    project.expectFresh();
    const edited = { 'src/one.ts': 'export interface Model { one: string }\n' };
    project.write(edited);
    project.expectFresh(edited);
    writeFileSync(info, old);
    project.expectFresh(edited);
  });

  test('another build of keyshape, and a record that cannot be read', () => {
    project.expectFresh();
    project.breakReader();
    const path = transformerOf(project.folder);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/buildId = '\w+'/, "buildId = 'another'"));
    expect(project.build().text).toContain('a type is read');
    writeFileSync(path, text);
    for (const record of project.records()) writeFileSync(record, '{');
    expect(project.build().text).toContain('a type is read');
  });

  test('a record of another form, or what is no file at all, is none', () => {
    project.expectFresh();
    const records = project.records();
    expect(records).toHaveLength(2);
    const plain = records.find((one) => /[\da-f]\.json$/.test(one))!;
    const { key } = JSON.parse(readFileSync(plain, 'utf8'));
    const forms: unknown[] = [
      { key },
      { key, digests: 5 },
      { key, digests: [null] },
      { key, digests: [['a']] },
      [null],
      null,
    ];
    project.breakReader();
    /** Puts one record alone in its place, and builds. */
    const built = (record: string, put: () => void) => {
      for (const one of records) rmSync(one, { recursive: true, force: true });
      put();
      return [record, project.build().text];
    };
    for (const record of records) {
      const isRead = [record, expect.stringContaining('a type is read')];
      for (const text of [...forms.map((form) => JSON.stringify(form)), '', '\0']) {
        expect([text, ...built(record, () => writeFileSync(record, text))]).toEqual([text, ...isRead]);
      }
      expect(built(record, () => mkdirSync(record))).toEqual(isRead);
      if (process.platform === 'win32') continue;
      // Whoever reads a pipe waits for a writer.
      expect(built(record, () => execFileSync('mkfifo', [record]))).toEqual(isRead);
    }
  });

  test('an error comes back on the next build', () => {
    project.write({ 'src/one.ts': 'export interface Model { one: any }\n' });
    for (const _ of [1, 2]) expect(project.build().text).toMatch(/main\.ts\(3,34\): error TS\d+: KS1001/);
    project.write(sources);
    project.expectFresh();
  });
});
