import {
  asBits,
  type Bool,
  bundle,
  fromBits,
  i32,
  indexType,
  mem,
  range,
  reg,
  type SIntType,
  type Stream,
  type UInt,
  u16,
  uint,
  type VecType,
  when,
} from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { level } from './level.js';

/** Sets of parameters that are held: those of the sums in the epilogue, of the two banks, and of what comes. */
const slots = 4;

/** Parameters of a column as they lie in memory: 8 bytes, little-endian. */
const parameter = bundle({ bias: i32, gain: u16, shift: uint(5), rest: uint(11) });

/** Which columns the epilogue is at. */
export interface ParameterRead {
  readonly enable: Bool;
  /** Columns `group * lanes` and following. */
  readonly group: UInt;
  /** The set is done with. */
  readonly release: Bool;
}

/**
 * Bias, gain and shift of each column of the array, in sets of 8 rows, as they come with the weights; a group of lanes is
 * read at once, a cycle after it is asked for. A row holds an eighth of the columns, so a group lies in as many memories as
 * it takes rows.
 */
export function parameters(
  rows: Stream<VecType<SIntType<8>>>,
  read: ParameterRead,
  { columns, lanes }: AcceleratorConfig,
) {
  const each = columns / 8;
  const parts = lanes / each;
  const groups = columns / lanes;
  const depth = slots * groups;
  const memories = range(parts).map(() => mem(rows.type, depth, { style: 'distributed' }));

  const row = reg(uint(3), { init: 0 });
  const [into, from] = [reg(indexType(slots), { init: 0 }), reg(indexType(slots), { init: 0 })];
  const whole = rows.fire.and(row.eq(7));
  const held = level(slots, whole, read.release);
  rows.ready.set(held.ne(slots));
  when(rows.fire, () => row.set(row.addWrap(1)));
  when(whole, () => into.set(into.addWrap(1)));
  when(read.release, () => from.set(from.addWrap(1)));

  const partBits = Math.log2(parts);
  const place = partBits === 0 ? row : row.bits(2, partBits);
  const part = partBits === 0 ? undefined : row.bits(partBits - 1, 0);
  memories.forEach((memory, i) => {
    when(part ? rows.fire.and(part.eq(i)) : rows.fire, () => memory.write(into.cat(place), rows.payload));
  });
  const at = from.cat(read.group);
  const words = memories.map(memory => memory.readSync(at, { enable: read.enable }));
  return words.flatMap(word => range(each).map(i => fromBits(parameter, asBits(word.slice(8 * i, 8 * i + 8)))));
}
