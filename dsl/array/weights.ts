import type { Numbers } from '../arith/index.js';
import { flat } from '../arith/operand.js';
import { watched } from '../arith/packing.js';
import { check } from '../check/check.js';
import { select } from '../control/select.js';
import { when } from '../control/when.js';
import type { Bool } from '../signal/bool.js';
import type { Int } from '../signal/int.js';
import type { UInt } from '../signal/uint.js';
import { indexType, lanewise, type Vec, vecOf } from '../signal/vec.js';
import { mem } from '../state/mem.js';
import { reg } from '../state/reg.js';
import { accept } from '../stream/make.js';
import { next } from '../stream/ring.js';
import { state, take } from '../stream/state.js';
import type { Stream } from '../stream/stream.js';
import { bool } from '../type/make.js';
import type { SIntType } from '../type/type.js';
import { signed } from './bits.js';
import type { Factors } from './factors.js';
import { type Later, later } from './later.js';
import type { Integer, Shape } from './options.js';
import type { Turns } from './turns.js';

/** Where the factors of the multipliers come from. */
export interface Weights {
  /** Whether the next packet has its weights; absent where all have the same. */
  readonly ready?: Bool;
  /** Says in which cycle a packet begins, and so its weights. */
  begin(open: Bool): void;
  /** Of a row, in registers that load so many edges after the values were taken into the array. */
  row(index: number, edges: number): Vec<SIntType>;
  readonly parts: Readonly<Record<string, unknown>>;
}

/** Constants: in one turn wires, in several a table that the phase reads. */
export function constantWeights(
  rows: readonly Numbers[],
  shape: Shape,
  factors: Factors,
  { fold, phase }: Turns,
): Weights {
  const turnsOf = (row: Numbers): Vec<SIntType>[] => {
    const all = vecOf(shape.weight, flat(row)) as unknown as Vec<Integer>;
    return Array.from({ length: fold }, (_, i) => factors.from(all.slice(i * shape.lanes, (i + 1) * shape.lanes)));
  };
  const at = phase && later(phase);
  const weights: unknown[] = [];
  return {
    begin: () => {},
    row(index, edges) {
      const groups = turnsOf(rows[index]!);
      if (!at) return groups[0]!;
      const register = reg(factors.type) as Vec<SIntType>;
      weights[index] = register;
      register.set(select(at.after(edges), groups as never) as never);
      return register;
    },
    parts: { weights, at: at?.stages },
  };
}

/**
 * Weights of a stream, a row of them at a time, taken while the array works with those before: each multiplier has a
 * place for the next, or with several turns a small memory with two banks. The first row is needed by a packet one cycle
 * before the second, so a set may be followed by the next one at once.
 *
 *     w --> waiting --(the packet reaches the row)--> beside the multiplier
 */
export function streamedWeights(w: Stream, shape: Shape, factors: Factors, turn: Turns): Weights {
  take(w, 'macArray');
  const { rows, lanes, fold, packed } = shape;
  const full = reg(bool, { init: false });
  const row = reg(indexType(rows), { init: 0 });
  const part = fold > 1 ? reg(indexType(fold), { init: 0 }) : undefined;
  const whole = part ? part.eq(fold - 1) : undefined;
  const loading = w.valid.and(full.not());
  const taken = whole ? loading.and(whole) : loading;
  const final = row.eq(rows - 1);
  accept(w, whole ? whole.and(full.not()) : full.not());
  if (part) when(loading, () => part.set(next(part, fold)));
  when(taken, () => {
    row.set(next(row, rows));
    full.set(final);
    if (w.last)
      check.assert(w.last.eq(final), `macArray: a packet of ${w[state].info.name} is not ${rows} rows of weights`);
  });

  const given = w.payload as unknown as Vec<Integer>;
  if (packed && factors.packing)
    when(w.valid, () => watched('macArray', factors.packing!, lanewise(x => signed(x as Int), given) as Vec<SIntType>));
  const groups = Array.from({ length: fold }, (_, i) => given.slice(i * lanes, (i + 1) * lanes));
  const word = factors.from(part ? (select(part, groups as never) as never) : groups[0]!);

  const loads = (index: number): Bool => loading.and(row.eq(index));
  const store = turn.phase && part ? banks(factors, turn, part, loads, word) : pairs(factors, loads, word);
  return {
    ready: full,
    begin(open) {
      when(open, () => full.set(false));
      store.begin(open);
    },
    row: store.row,
    parts: { full, row, part, ...store.parts },
  };
}

type Store = Pick<Weights, 'begin' | 'row' | 'parts'>;

/** Two registers for each multiplier: what comes next waits in one, what is worked with lies in the other. */
function pairs({ type }: Factors, loads: (row: number) => Bool, word: Vec<SIntType>): Store {
  const parts = { next: [] as unknown[], weights: [] as unknown[], swap: [] as readonly unknown[] };
  let swap: Later<Bool> | undefined;
  return {
    begin(open) {
      swap = later(open);
      parts.swap = swap.stages;
    },
    row(index, edges) {
      const waiting = reg(type, { enable: loads(index) }) as Vec<SIntType>;
      waiting.set(word as never);
      const factor = reg(type, { enable: swap!.after(edges + 1) }) as Vec<SIntType>;
      factor.set(waiting as never);
      parts.next[index] = waiting;
      parts.weights[index] = factor;
      return factor;
    },
    parts,
  };
}

/** A memory for each row, read in the same cycle: one bank is worked with while the other is written. */
function banks(
  { type }: Factors,
  { fold, phase }: Turns,
  part: UInt,
  loads: (row: number) => Bool,
  word: Vec<SIntType>,
): Store {
  const bank = reg(bool, { init: false });
  const place = later(bank.asUInt().cat(phase!));
  const free = bank.not().asUInt().cat(part);
  const parts = { bank, place: place.stages, words: [] as unknown[], weights: [] as unknown[] };
  return {
    begin: open => when(open, () => bank.set(bank.not())),
    row(index, edges) {
      const words = mem(type, 2 * 2 ** indexType(fold).width, { style: 'distributed' });
      when(loads(index), () => words.write(free, word as never));
      const factor = reg(type) as Vec<SIntType>;
      factor.set(words.read(place.after(edges)) as never);
      parts.words[index] = words;
      parts.weights[index] = factor;
      return factor;
    },
    parts,
  };
}
