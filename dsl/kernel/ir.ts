import type { Loc } from '../ir/loc.js';

/**
 * The form of a kernel between its source and everything that is made of it: the native function, the combinational
 * and pipelined hardware, the sequential engine, the schedule that `explain` prints.
 *
 * Values are whole numbers, or arrays of them; records, tuples and nested arrays have been taken apart, `unroll`ed
 * loops written out, calls put in place, and `if` turned into choices: both sides are computed, which is the same,
 * since nothing fails (`div` by 0 has a value). What is left is straight code with loops in it, in which every value
 * is defined once, before its uses. Operators work on mathematical integers: a value's hardware is just as wide as its
 * range, so none of them loses a bit, but for `wrap` and `sat`, which say so.
 */
export interface Kernel {
  readonly name: string;
  readonly params: readonly Leaf[];
  readonly results: readonly Leaf[];
  /** Every value by its number. */
  readonly values: readonly Value[];
  /** Its arguments are the parameters, its results those of the kernel. */
  readonly body: Block;
}

/** Number of a value within its kernel. */
export type ValueId = number;

export interface Value {
  readonly range: Range;
  /** Elements, of an array; absent for a number. All share one range. */
  readonly length?: number;
  readonly loc: Loc;
  /** The variable it was assigned to, or what a user would call it. */
  readonly name?: string;
}

/** The whole numbers that a value can have, both ends included. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

/**
 * One scalar or array of a parameter or result. `path` leads to it through records and tuples; that of a parameter
 * starts with its name: `['p', 'x']`; one that a pattern takes apart is `arg1`, by its number. A single result has the path `[]`.
 * A number is a place in an array of records; a place in a tuple is a text.
 */
export interface Leaf {
  readonly path: readonly (string | number)[];
  readonly type: IntType;
  /** A `boolean` of the source, 0 or 1 here, of the type u1. */
  readonly bool?: true;
  /** Lengths, outer to inner; an array of several dimensions is one array value in row-major order. Empty for a number. */
  readonly shape: readonly number[];
}

/** `i1..i64` or `u1..u64`, as written. */
export interface IntType {
  readonly signed: boolean;
  readonly width: number;
}

/** Straight code: arguments, steps in order, results. */
export interface Block {
  readonly args: readonly ValueId[];
  readonly steps: readonly Step[];
  readonly results: readonly ValueId[];
}

export type Step = Operation | Loop;

export interface Operation {
  readonly kind: 'operation';
  readonly op: Op;
  readonly args: readonly ValueId[];
  readonly result: ValueId;
  /** The numbers of `const` (one, or one per element of an array). */
  readonly values?: readonly bigint[];
  readonly loc: Loc;
}

/**
 * |            |                                                                                              |
 * |------------|----------------------------------------------------------------------------------------------|
 * | `const`    | `values`: a number, or an array (a table)                                                    |
 * | `add sub mul neg min max abs` | of whole numbers                                                          |
 * | `div rem`  | towards zero; by 0: quotient 0, remainder the dividend                                       |
 * | `and or xor not` | of two's complement without end                                                        |
 * | `shl shr`  | `a * 2^b`, `floor(a / 2^b)`; b is never negative                                             |
 * | `eq ne lt le gt ge` | 0 or 1                                                                              |
 * | `mux`      | `c, a, b`: a where c is not 0; numbers, or arrays of one length                              |
 * | `wrap`     | the number of the result's range (which is that of an integer type) that is equal modulo its size |
 * | `sat`      | the nearest number of the result's range                                                     |
 * | `get`      | `array, index`; the index is within the array, by its range                                  |
 * | `set`      | `array, index, value, enable`: the array with one element exchanged where enable is not 0    |
 * | `array`    | a new array of its arguments                                                                 |
 */
export type Op =
  | 'const'
  | 'add'
  | 'sub'
  | 'mul'
  | 'neg'
  | 'min'
  | 'max'
  | 'abs'
  | 'div'
  | 'rem'
  | 'and'
  | 'or'
  | 'xor'
  | 'not'
  | 'shl'
  | 'shr'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'mux'
  | 'wrap'
  | 'sat'
  | 'get'
  | 'set'
  | 'array';

/**
 * A loop that has not been written out. `body` takes the index, then what is carried from one iteration to the next,
 * and gives what it carries on; other values of the code around it may be used in it as they are.
 */
export interface Loop {
  readonly kind: 'loop';
  /** `range(n)`: one iteration after the other. `pipeline(n, { ii })`: an iteration starts every `ii` cycles. */
  readonly flavour: 'range' | 'pipeline';
  readonly count: number;
  /** Cycles between the starts of two iterations, as asked for; absent: the least that is possible. */
  readonly ii?: number;
  /** What the first iteration is given, per carried value. */
  readonly initial: readonly ValueId[];
  readonly body: Block;
  /** What the last iteration carries on; `initial` when there is none. */
  readonly results: readonly ValueId[];
  readonly loc: Loc;
}
