import {
  type Bool,
  indexType,
  lanewise,
  type Mem,
  reg,
  type Stream,
  type UInt,
  type UIntType,
  u8,
  uint,
  type Vec,
  type VecType,
  vec,
  vecOf,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { modeIs } from './mode.js';
import type { Requests } from './request.js';

/**
 * Results put together to words of the output memory, from the first channel on:
 *
 *     8 bits    | group 0 | group 1 | group 2 | group 3 |                            a word a block
 *     16 bits   |      group 0      |      group 1      | |      group 2      | ...  two words a block
 *
 * A group of lanes comes in a cycle, with `pool` in every fourth.
 */
export function collect(
  results: readonly Stream<UIntType<16>>[],
  { command, places, written }: Requests,
  memory: Mem<VecType<UIntType<8>>>,
  { rows, columns, lanes, outWords }: AcceleratorConfig,
): void {
  const { valid } = results[0]!;
  const wide = command.wide.any();
  const pool = modeIs(command.mode, 'pool');
  const quarter = reg(uint(2), { init: 0 });
  const takes = valid.and(pool.not().or(quarter.eq(3)));
  when(valid.and(pool), () => quarter.set(quarter.addWrap(1)));

  const groups = columns / lanes;
  const perBlock = rows / lanes;
  const blockBits = Math.log2(perBlock);
  const group = reg(indexType(groups), { init: 0 });
  when(takes, () => group.set(group.eq(groups - 1).mux(0, group.addWrap(1))));
  const inBlock = group.bits(blockBits - 1, 0);
  const upper = inBlock.bit(blockBits - 1);
  const half = blockBits > 1 ? wide.and(inBlock.bits(blockBits - 2, 0).all()) : wide;
  const whole = inBlock.all().or(half);

  const held = reg(vec(u8, rows)) as unknown as Vec<UIntType<8>>;
  const bytes = (all: readonly UInt[]): Vec<UIntType<8>> => {
    const fresh = vecOf(u8, all as never);
    return all.length === rows ? fresh : held.slice(all.length).concat(fresh);
  };
  const low = results.map(({ payload }) => payload.bits(7, 0));
  const both = results.flatMap(({ payload }) => [payload.bits(7, 0), payload.bits(15, 8)]);
  const next = choose(wide, bytes(both), bytes(low));
  when(takes, () => held.set(next));

  const { address, last } = places.payload as unknown as { address: UInt; last: Bool };
  const second = columns > rows ? group.bit(blockBits).mux(command.blockPitch, 0) : undefined;
  const block = second ? address.addWrap(second as never) : address;
  const at = block.addWrap(wide.and(upper).asUInt().extend(16) as never) as UInt;
  const ends = takes.and(group.eq(groups - 1));
  places.ready.set(ends);
  const index = indexType(outWords);
  when(takes.and(whole), () => memory.write(at.trunc(index.width), next));
  written.set(ends.and(last));
}

/** One of two vectors. */
const choose = (condition: Bool, a: Vec<UIntType<8>>, b: Vec<UIntType<8>>): Vec<UIntType<8>> =>
  lanewise((x, y) => condition.mux(x, y), a, b) as Vec<UIntType<8>>;
