import { reportsError } from '../../project/index.js';
import { bundlerFor, type LoaderQuery } from '../bundler/webpack-plugin.js';
import { Disk } from '../disk.js';

/** What is used of the `this` of a loader in Turbopack. */
export interface TurbopackContext {
  readonly resourcePath: string;
  getOptions(): { readonly keyshape: string };
  addDependency(path: string): void;
  addContextDependency(path: string): void;
  callback(error: Error | null, text?: string, map?: unknown): void;
}

const disk = new Disk();

/** The loader of Turbopack, which calls it again for a file when something of what was declared changed. */
export default function loader(this: TurbopackContext, text: string, map?: unknown): void {
  const query: LoaderQuery = { entry: 'keyshape/next', options: JSON.parse(this.getOptions().keyshape) };
  const bundler = bundlerFor(query);
  // Its processes stay from one build to the next, and nothing else tells them that one begins.
  if (disk.differs()) bundler.update();
  const outcome = bundler.transform(text, this.resourcePath);
  if (!outcome) {
    this.callback(null, text, map);
    return;
  }
  const { output, errors, dependencies } = outcome;
  disk.note(dependencies.files, dependencies.folders);
  for (const file of dependencies.files) this.addDependency(file);
  for (const folder of dependencies.folders) this.addContextDependency(folder);
  if (output) this.callback(null, output.text, output.map());
  else this.callback(reportsError(errors));
}
