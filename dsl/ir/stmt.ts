import type { Loc } from './loc.js';
import type { NodeId } from './node.js';

/**
 * What a module does, in order, under conditions. Of several assignments that apply to one target
 * in a cycle, the last one wins. Conditions and values are read after everything has settled.
 */
export type Stmt = SetStmt | IfStmt | CaseStmt | WriteStmt | CheckStmt | PrintStmt;

/** Drives a wire, an output, or (after the clock edge) a register. */
export interface SetStmt {
  readonly kind: 'set';
  readonly target: NodeId;
  readonly value: NodeId;
  /** First lane that is driven, when not all are; `value` then has as many lanes as are driven. */
  readonly lane?: number;
  /** A lane chosen at run time; `value` has 1 lane, and an index without a lane drives nothing. */
  readonly index?: NodeId;
  readonly loc?: Loc;
}

export interface IfStmt {
  readonly kind: 'if';
  /** 1 bit, 1 lane. */
  readonly cond: NodeId;
  readonly then: readonly Stmt[];
  readonly else: readonly Stmt[];
  readonly loc?: Loc;
}

export interface CaseStmt {
  readonly kind: 'case';
  readonly subject: NodeId;
  readonly arms: readonly CaseArm[];
  /** Runs when no arm matches; absent when the arms cover every value that can occur. */
  readonly default?: readonly Stmt[];
  readonly loc?: Loc;
}

export interface CaseArm {
  /** Unsigned values; no value stands in two arms. */
  readonly match: readonly bigint[];
  readonly body: readonly Stmt[];
}

/** Writes one word of a memory at the clock edge of the write port's domain. */
export interface WriteStmt {
  readonly kind: 'write';
  /** Index into the module's memories, and into that memory's `writes`. */
  readonly mem: number;
  readonly port: number;
  readonly addr: NodeId;
  readonly data: NodeId;
  /** One bit per equal part of the word (bit 0 the least significant part); absent: the whole word. */
  readonly mask?: NodeId;
  readonly loc?: Loc;
}

/** A property, sampled at the clock edge of `domain` whenever the statement is reached, never while that domain is in reset. */
export interface CheckStmt {
  readonly kind: 'check';
  readonly check: 'assert' | 'assume' | 'cover';
  readonly cond: NodeId;
  readonly message: string;
  readonly domain: string;
  readonly loc?: Loc;
}

/** Prints at the clock edge of `domain` whenever the statement is reached, never while that domain is in reset. */
export interface PrintStmt {
  readonly kind: 'print';
  /** Text with one `{}` for each argument. */
  readonly text: string;
  readonly args: readonly NodeId[];
  readonly domain: string;
  readonly loc?: Loc;
}
