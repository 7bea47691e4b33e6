/**
 * Where `JSON.stringify` writes something else than the type says, by model and root. Each is a limit of the library's
 * typings or of JSON itself, told in docs/what-to-cache.md; any other difference is a fault.
 */
export const knownDifferences: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  mongoose: {
    // `toJSON` flattens maps, which the typings do not say.
    UserDocument: ['.labels: `Map` is written without its content'],
    UserJson: ['.labels: `Map` is written without its content'],
  },
  'type-fest': {
    // JSON has no Map and no Set.
    Frozen: ['.roles: `Set` is written without its content', '.scores: `Map` is written without its content'],
    Fewer: ['.roles: `Set` is written without its content'],
    Patch: ['.scores: `Map` is written without its content'],
  },
  typeorm: {
    // A relation that was not loaded is not there, though its type is not optional.
    User: ['.posts: not there, not an array'],
  },
};
