import { compileMain } from '../../support/project.js';

/** The version of `User`, as the plainest call gives it. */
export const version = /"([0-9a-f]{16})"/.exec(
  compileMain(
    "import { versionOf } from 'keyshape';\nexport const v = versionOf<{ id: number; name: string }>();\n",
  ).js,
)![1]!;
