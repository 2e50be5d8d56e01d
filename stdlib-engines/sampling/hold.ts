import {
  type Bool,
  indexType,
  reg,
  type SIntType,
  type Stream,
  select,
  type UInt,
  uint,
  type Vec,
  when,
} from '../../dsl/index.js';
import { pitchOf } from './bilinear.js';
import type { PictureMemory } from './picture-memory.js';
import { raster } from './raster.js';

/**
 * Writes a map into the memories while `active`, word by word in the order of the raster. A word that is wider than the
 * memories is written in parts, a part per cycle: its address has the number of the part in its lowest bits.
 *
 * @returns whether the last part of the last word is being written
 */
export function hold(
  memory: PictureMemory,
  source: Stream,
  { rows, columns, active }: { readonly rows: UInt<10>; readonly columns: UInt<10>; readonly active: Bool },
): Bool {
  const word = source.payload as Vec<SIntType<8>>;
  const parts = word.length / memory.lanes;
  const part = reg(indexType(parts), { init: 0 });
  const last = part.eq(parts - 1);
  const write = active.and(source.valid);
  const whole = write.and(last);
  source.ready.set(active.and(last));
  if (parts > 1) when(write, () => part.set(last.mux(0, part.addWrap(1))));

  const { row, column, rowEnds, ends } = raster(rows, columns, whole);
  const pitch = pitchOf(columns);
  const base = reg(uint(16), { init: 0 });
  when(whole.and(rowEnds), () => base.set(ends.mux(0, row.bit(0).mux(base.addWrap(pitch.extend(16)), base))));
  const pixel = base.addWrap(column.shr(1).extend(16));
  const address = parts > 1 ? pixel.cat(part) : pixel;
  const lanes = Array.from({ length: parts }, (_, i) => word.slice(i * memory.lanes, (i + 1) * memory.lanes));
  const data = parts > 1 ? select(part, lanes as never) : word;
  memory.write(write, row.bit(0), column.bit(0), memory.fit(address), data as Vec<SIntType<8>>);
  return whole.and(ends);
}
