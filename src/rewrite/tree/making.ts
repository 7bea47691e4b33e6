import type ts = require('typescript');

/** What nodes are told apart and made with. */
export interface Making {
  /** The TypeScript module that made the program. */
  readonly compiler: typeof ts;
  /** That of the emit. */
  readonly factory: ts.NodeFactory;
}
