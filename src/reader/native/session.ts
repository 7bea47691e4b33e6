import type {
  Api,
  Method,
  NativeModule,
  NativeSymbol,
  NativeType,
  Project,
  RemoteChecker,
} from './api.js';

/** So many requests go into one batch: an argument list is no place for a hundred thousand. */
const BATCH = 200;

/** The methods of an object that the server can be asked many of at once. */
type MethodsOf<Owner> = {
  [Name in keyof Owner as Owner[Name] extends Method<infer _Args, infer _Answer> ? Name : never]: Owner[Name];
};
type ArgsOf<M> = M extends Method<infer Args, infer _> ? Args : never;
type AnswerOf<M> = M extends Method<infer _, infer Answer> ? Answer : never;

/** A project at a snapshot, asked many questions at a time: in batches on 7.1, one after the other on 7.0. */
export class Session {
  readonly checker: RemoteChecker;

  constructor(
    readonly api: Api,
    readonly module: NativeModule,
    readonly project: Project,
  ) {
    this.checker = project.checker;
  }

  /**
   * Asks the checker one question with many arguments.
   *
   * @param otherwise the answer where the server fails on a question: 7.0.2 panics on a literal that is `NaN` or infinite
   */
  ask<Name extends keyof MethodsOf<RemoteChecker>>(
    name: Name,
    questions: readonly ArgsOf<RemoteChecker[Name]>[],
    otherwise?: (error: unknown) => AnswerOf<RemoteChecker[Name]>,
  ): AnswerOf<RemoteChecker[Name]>[] {
    const method = this.checker[name] as unknown as Method<
      ArgsOf<RemoteChecker[Name]>,
      AnswerOf<RemoteChecker[Name]>
    >;
    return this.all(
      questions,
      (args) => method.apply(this.checker, args),
      (args) => method.gen!(...args),
      otherwise,
    );
  }

  /** Asks many types the same. */
  askTypes<Name extends keyof MethodsOf<NativeType>>(
    name: Name,
    types: readonly NativeType[],
    otherwise?: (error: unknown) => AnswerOf<NativeType[Name]>,
  ): AnswerOf<NativeType[Name]>[] {
    type Answer = AnswerOf<NativeType[Name]>;
    const methodOf = (type: NativeType) => type[name] as unknown as Method<[], Answer>;
    return this.all(
      types,
      (type) => methodOf(type).call(type),
      (type) => methodOf(type).gen!(),
      otherwise,
    );
  }

  /** The types of many symbols. */
  typesOf(symbols: readonly NativeSymbol[], otherwise: (error: unknown) => NativeType): readonly NativeType[] {
    if (symbols.length === 0) return [];
    try {
      return this.checker.getTypeOfSymbol(symbols);
    } catch (error) {
      if (symbols.length === 1) return [otherwise(error)];
      // One of them makes the server panic, and with it the whole answer: look for it.
      const half = symbols.length >> 1;
      return [
        ...this.typesOf(symbols.slice(0, half), otherwise),
        ...this.typesOf(symbols.slice(half), otherwise),
      ];
    }
  }

  private all<Item, Answer>(
    items: readonly Item[],
    call: (item: Item) => Answer,
    gen: (item: Item) => Generator<unknown, Answer, unknown>,
    otherwise: ((error: unknown) => Answer) | undefined,
  ): Answer[] {
    const guarded = (item: Item) => {
      try {
        return call(item);
      } catch (error) {
        if (otherwise === undefined) throw error;
        return otherwise(error);
      }
    };
    if (this.api.batch === undefined) return items.map(guarded);
    const answers: Answer[] = [];
    for (let start = 0; start < items.length; start += BATCH) {
      const part = items.slice(start, start + BATCH);
      try {
        for (const answer of this.api.batch(...part.map(gen))) answers.push(answer as Answer);
      } catch {
        for (const item of part) answers.push(guarded(item));
      }
    }
    return answers;
  }
}
