import type { Diagnostic } from '../error/diagnostic.js';
import type { Design } from '../ir/index.js';

/** Gives an equivalent design. Node ids change; ports, checks and whatever is named for good stay. */
export interface Transform {
  readonly name: string;
  /** One line, for `--help` and for the reader of the pipeline. */
  readonly describe: string;
  run(design: Design): Design;
}

/** Looks at a design and says what is wrong with it, in all its modules. */
export interface Check {
  readonly name: string;
  readonly describe: string;
  check(design: Design): readonly Diagnostic[];
}

export type Pass = Transform | Check;
