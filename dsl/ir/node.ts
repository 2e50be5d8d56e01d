import type { Format } from './format.js';
import type { Loc } from './loc.js';
import type { Op } from './op.js';

/** Position of a node in its module's `nodes`. */
export type NodeId = number;

/**
 * What happens to a name on the way to Verilog and waves:
 * `port` survives to the letter; `name` survives, renamed only on a clash or a keyword;
 * `hint` is used if the node survives sharing and folding.
 */
export type NameLevel = 'port' | 'name' | 'hint';

/**
 * One value in a module: `lanes` lanes of `width` bits each, lane 0 first.
 * The bits carry no sign: signed operators are named so (`muls`, `lts`, `sext`).
 * Arguments always have smaller ids, except that a `wire`, `output`, `reg` or `inst`
 * receives its value from a statement, a register table or an instance.
 */
export interface Node {
  readonly id: NodeId;
  readonly op: Op;
  /** Bits of one lane, at least 1. */
  readonly width: number;
  /** At least 1. */
  readonly lanes: number;
  readonly args: readonly NodeId[];
  /** `const`: the unsigned value of each lane (length `lanes`). */
  readonly value?: readonly bigint[];
  /** `slice`: its lowest bit. `pick`: its first lane. */
  readonly from?: number;
  /** `read`: index into the module's memories. `inst`: index into its instances. */
  readonly of?: number;
  /** `inst`: the child's port. */
  readonly port?: string;
  readonly format: Format;
  readonly name?: string;
  readonly nameLevel?: NameLevel;
  readonly loc?: Loc;
}
