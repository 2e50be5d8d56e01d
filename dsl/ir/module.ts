import type { Format } from './format.js';
import type { Loc } from './loc.js';
import type { Node, NodeId } from './node.js';
import type { Stmt } from './stmt.js';

/** One module: a list of values, what drives them, and what they stand for. Frozen once built. */
export interface Module {
  /** Unique in the design: the user's name and the parameters that differ. */
  readonly name: string;
  readonly domains: readonly Domain[];
  /** In declared order; clock and reset ports are not among them. */
  readonly ports: readonly Port[];
  /** `nodes[i].id === i`. */
  readonly nodes: readonly Node[];
  readonly body: readonly Stmt[];
  readonly registers: readonly Register[];
  readonly memories: readonly Memory[];
  readonly instances: readonly Instance[];
  readonly streams: readonly StreamInfo[];
  /** Present on a black box; its body, if any, is the model that simulation uses. */
  readonly extern?: Extern;
  /** Made to carry values between clock domains: the crossings inside are wanted, and its inputs without a domain accept any. */
  readonly synchroniser?: boolean;
  readonly loc?: Loc;
}

/** A clock with its reset. Modules refer to a domain by its local name. */
export interface Domain {
  readonly name: string;
  /** Name of the clock port. */
  readonly clock: string;
  readonly edge: 'rising' | 'falling';
  readonly reset?: { readonly port: string; readonly kind: 'sync' | 'async'; readonly activeLow: boolean };
}

/**
 * A way through bundles and vectors to one IR value, as the user's type had it: names of fields, lengths of vectors.
 * Left out where it only says that a value of several lanes is a vector.
 */
export type Shape = readonly (string | number)[];

export interface Port {
  /** Verilog name, `path` joined by `_`. */
  readonly name: string;
  /** The way to it through bundles: `['pixel', 'red']`. */
  readonly path: readonly string[];
  /** `path` with the lengths of vectors where they stand: `['pixels', 4, 'red', 3]` has 12 lanes, the last index fastest. */
  readonly shape?: Shape;
  readonly dir: 'in' | 'out';
  readonly width: number;
  readonly lanes: number;
  readonly format: Format;
  /** The `input` or `output` node. */
  readonly node: NodeId;
  /** The clock domain it belongs to; absent in a module without state: it then follows its surroundings. */
  readonly domain?: string;
  /** An interrupt line, high while one is pending. */
  readonly interrupt?: true;
  readonly loc?: Loc;
}

export interface Register {
  /** The `reg` node. */
  readonly node: NodeId;
  readonly domain: string;
  /** Unsigned value of each lane after reset and at power-up; absent: no reset, starts at 0 (or random). */
  readonly init?: readonly bigint[];
  /** False: `init` is only the power-up value, the domain's reset leaves it alone. */
  readonly reset: boolean;
}

export interface Memory {
  readonly name: string;
  readonly width: number;
  readonly depth: number;
  readonly format: Format;
  /** Power-up contents, unsigned, at most `depth` words; the rest is 0. */
  readonly init?: readonly bigint[];
  /** What the vendor tool is asked to use; `auto` leaves it to the tool. */
  readonly style: 'auto' | 'block' | 'distributed';
  readonly reads: readonly ReadPort[];
  readonly writes: readonly WritePort[];
  readonly loc?: Loc;
}

/** A read of an address at or beyond `depth` gives 0; a write there does nothing. */
export interface ReadPort {
  /** The `read` node: args [address] or, synchronous only, [address, enable]. */
  readonly node: NodeId;
  /** Absent: asynchronous. Present: the data appear after this domain's edge, and hold while not enabled. Starts at 0. */
  readonly domain?: string;
  /** Synchronous only: a write to the same address at the same edge shows the old or the new word. */
  readonly underWrite: 'old' | 'new';
}

/** Of two ports that write one address at the same edge, the later one in the list wins. */
export interface WritePort {
  readonly domain: string;
  /** Parts that a mask can choose; 1 without a mask. Divides the width. */
  readonly parts: number;
}

export interface Instance {
  readonly name: string;
  /** Name of the child module. */
  readonly module: string;
  /** Child input port to the node of this module that feeds it. */
  readonly inputs: Readonly<Record<string, NodeId>>;
  /** Child output port to the `inst` node of this module, when it is used. */
  readonly outputs: Readonly<Record<string, NodeId>>;
  /** Child domain to domain of this module. */
  readonly domains: Readonly<Record<string, string>>;
  readonly loc?: Loc;
}

/** A group of nodes that together follow the four stream rules. */
export interface StreamInfo {
  readonly name: string;
  /** As seen by the module: a port through which payload enters or leaves, or a stream within. */
  readonly dir: 'in' | 'out' | 'inner';
  /** A channel of AXI4-Lite, AXI4 or AXI3 is called after its bus and itself: `s_axi_aw`. */
  readonly protocol: 'stream' | 'axi4s' | 'axi4lite' | 'axi4' | 'axi3';
  readonly domain: string;
  /** 1 at an edge that brings both sides back to where a reset does: an offer need not hold over it. */
  readonly clear?: NodeId;
  readonly valid: NodeId;
  readonly ready: NodeId;
  readonly last?: NodeId;
  readonly payload: readonly PayloadPart[];
  /** Cycles from the acceptance of an input to the offer of its result without stalls, when static. */
  readonly latency?: number;
  /** Cycles between two transfers, when static. */
  readonly interval?: number;
}

/** One node of a stream's payload. */
export interface PayloadPart {
  readonly path: readonly string[];
  /** As for a port: the path with the lengths of vectors where they stand. */
  readonly shape?: Shape;
  readonly node: NodeId;
  /** What the bits of the node stand for, when the user's payload is laid out in them, as in `tdata` of AXI4-Stream. */
  readonly packed?: readonly PackedField[];
}

/** A scalar, or the same scalar of every element of a vector, laid out in the bits of a node. */
export interface PackedField {
  /** Within the payload. */
  readonly shape: Shape;
  readonly width: number;
  readonly format: Format;
  /** Lowest bit of each lane, in whole bytes, counted over all lanes of the node. */
  readonly at: readonly number[];
}

export interface Extern {
  /** Name of the Verilog module or vendor primitive. */
  readonly verilog: string;
  readonly parameters: Readonly<Record<string, number | string>>;
}
