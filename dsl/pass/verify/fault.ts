import type { NodeId } from '../../ir/index.js';

/** A broken rule of the IR. */
export interface Fault {
  readonly note: string;
  readonly node?: NodeId | undefined;
}
