/** Checks a value that came out of the cache and gives it its type, or throws a {@link DecodeError}. */
export type Decoder<T> = (value: unknown, path: string) => T;

/** One decoder for each field of `T`: the compiler refuses a decoder that lags behind its type. */
export type Fields<T> = { readonly [K in keyof T]: Decoder<T[K]> };

/** What was read is not what this release expects. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';

  constructor(path: string, expected: string, value: unknown) {
    super(
      `${path || 'the value'}: expected ${expected}, found ${value === undefined ? 'nothing' : typeof value}`,
    );
  }
}

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== 'string') throw new DecodeError(path, 'a string', value);
  return value;
};

export const number: Decoder<number> = (value, path) => {
  if (typeof value !== 'number') throw new DecodeError(path, 'a number', value);
  return value;
};

export function nullable<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value, path) => (value === null ? null : decode(value, path));
}

export function list<T>(item: Decoder<T>): Decoder<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new DecodeError(path, 'a list', value);
    return value.map((element, index) => item(element, `${path}[${index}]`));
  };
}

export function object<T>(fields: Fields<T>): Decoder<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null) throw new DecodeError(path, 'an object', value);
    const result: Partial<T> = {};
    for (const name in fields) {
      const field: unknown = Reflect.get(value, name);
      result[name] = fields[name](field, path === '' ? name : `${path}.${name}`);
    }
    return result as T;
  };
}
