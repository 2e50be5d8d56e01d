import * as assert from 'uvu/assert';
import { random, simulate } from '../../../backend-sim/index.js';
import {
  type Circuit,
  type MacArrayOptions,
  macArray,
  module,
  type Numbers,
  type SIntType,
  type Stream,
  sint,
  streamIn,
  streamOut,
  type UIntType,
  type VecType,
  vec,
} from '../../../dsl/index.js';
import type { Weather } from '../stream/rig.js';

export type Matrix = readonly (readonly number[])[];

/** Rows of `a` times columns of `b`. */
export const times = (a: Matrix, b: Matrix): number[][] =>
  a.map(row => b[0]!.map((_, c) => row.reduce((sum, x, k) => sum + x * b[k]![c]!, 0)));

export const transposed = (a: Matrix): number[][] => a[0]!.map((_, c) => a.map(row => row[c]!));

type Integer = SIntType | UIntType;
type Integers = Stream<VecType<Integer>>;

export interface ArraySpec extends MacArrayOptions {
  readonly rows: number;
  readonly cols: number;
  readonly value: Integer;
  readonly weight: Integer;
  /** Instead of weights from a stream. */
  readonly constants?: readonly Numbers[];
}

/** Values `x` and weights `w` through an array, to sums `m` in 40 bits. */
export function arrayOf({ rows, cols, value, weight, constants, ...options }: ArraySpec): Circuit {
  return module(
    'array',
    () => ({
      x: streamIn(vec(value, rows), { last: true }),
      ...(constants ? {} : { w: streamIn(vec(weight, cols)) }),
      m: streamOut(vec(sint(40), cols), { last: true }),
    }),
    io => {
      const { x, w, m } = io as unknown as { readonly x: Integers; readonly w: Integers; readonly m: never };
      const sums = macArray(x, constants ?? w, options);
      sums.map(row => row.map(sum => sum.extend(40))).into(m);
    },
  )() as unknown as Circuit;
}

export interface Ran {
  readonly sums: Matrix;
  /** Sizes of the packets that came out. */
  readonly packets: readonly number[];
  readonly cycles: number;
}

/** Packets of values, and sets of weights, through an array from random state; both sides stall as the weather says. */
export function run(
  circuit: Circuit,
  x: readonly Matrix[],
  w: readonly Matrix[],
  expect: number,
  weather?: Weather,
): Ran {
  const { source = 0, sink = 0, seed = 1 } = weather ?? {};
  const ends = x.flatMap(packet => packet.map((_, i) => i === packet.length - 1));
  const { data, last, cycles } = simulate(circuit, { seed, randomizeState: true }).transfer(
    { x: x.flat(), ...(w.length > 0 && { w: w.flat() }) } as never,
    {
      expect: { m: expect },
      last: { x: ends },
      stall: { x: random(source), ...(w.length > 0 && { w: random(source) }), m: random(sink) },
    } as never,
  ) as unknown as { data: { m: Matrix }; last: { m: readonly boolean[] }; cycles: number };
  let size = 0;
  const packets: number[] = [];
  for (const end of last.m) {
    size++;
    if (end) packets.push(size);
    if (end) size = 0;
  }
  assert.is(size, 0, 'the last packet has an end');
  return { sums: Array.from(data.m, row => Array.from(row, Number)), packets, cycles };
}
