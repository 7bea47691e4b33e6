/**
 * The npm package that a file belongs to, by its path: what follows the last `node_modules`, in every package manager's
 * layout (`node_modules/.pnpm/stripe@1.0.0/node_modules/stripe/…` too).
 *
 * @example packageOf('/app/node_modules/@types/node/fs.d.ts') === '@types/node'
 */
export function packageOf(fileName: string): string | undefined {
  const parts = fileName.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  if (at === -1) return undefined;
  const name = parts[at + 1];
  return name?.startsWith('@') ? `${name}/${parts[at + 2]}` : name;
}

/**
 * The package that a package of typings describes; any other name is given back as it is.
 *
 * @example untyped('@types/babel__core') === '@babel/core'
 */
export function untyped(packageName: string): string {
  if (!packageName.startsWith('@types/')) return packageName;
  const name = packageName.slice('@types/'.length);
  return name.includes('__') ? `@${name.replace('__', '/')}` : name;
}
