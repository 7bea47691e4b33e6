import remapping, { type SourceMapInput } from '@jridgewell/remapping';
import { reportsError } from '../../project/index.js';
import { type DependingContext, dependOn, type FileSystemInfo, lookIntoPackages } from './webpack-files.js';
import { type BuiltModule, bundlerFor, type LoaderQuery } from './webpack-plugin.js';

/** What is used of the `this` of a loader. */
export interface LoaderContext extends DependingContext {
  readonly query: string;
  readonly resource: string;
  readonly sourceMap?: boolean;
  readonly _module?: BuiltModule | undefined;
  readonly _compilation?: { readonly fileSystemInfo?: FileSystemInfo } | undefined;
  callback(error: Error | null, text?: string, map?: object | string): void;
}

/** The loader that {@link webpackPlugin} puts before all others. */
export default function loader(this: LoaderContext, text: string, map?: SourceMapInput): void {
  // A file that is imported as it is (`?raw` and the like) does not run.
  if (this._module?.type?.startsWith('asset')) {
    this.callback(null, text, map);
    return;
  }
  const query: LoaderQuery = JSON.parse(decodeURIComponent(this.query.slice(1)));
  const bundler = bundlerFor(query);
  const outcome = bundler.transform(text, this.resource);
  if (this._module?.buildInfo) this._module.buildInfo.keyshape = bundler.digest(this.resource);
  if (!outcome) {
    this.callback(null, text, map);
    return;
  }
  const { output, errors, dependencies } = outcome;
  dependOn(this, dependencies, lookIntoPackages(this._compilation?.fileSystemInfo));
  if (!output) {
    this.callback(reportsError(errors));
    return;
  }
  const own = this.sourceMap === false ? undefined : output.map();
  this.callback(null, output.text, own && map ? remapping([own.toString(), map], () => null) : own);
}
