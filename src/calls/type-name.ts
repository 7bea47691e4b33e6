/** What a type is called, and in which file: the same wherever it is asked for. */
export interface TypeName {
  /** The file of the declaration; for a type without a name of its own, that of the call. */
  readonly fileName: string;
  /** `User`, `Page<User>`, `Api.User`; `undefined` where nothing around the type has a name. */
  readonly name: string | undefined;
}
