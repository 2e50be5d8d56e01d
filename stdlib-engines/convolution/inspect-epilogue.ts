import { lit, type Stream, type UInt, uint } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import type { commandType } from '../accelerator/isa/field.js';
import type { epilogue } from '../accelerator/isa/formats.js';
import { inspect, some } from './inspect.js';
import { modeIs, modes } from './mode.js';

export type EpilogueCommands = Stream<ReturnType<typeof commandType<(typeof epilogue)['fields']>>>;

/** What has to hold of a command: results, sums and what is added lie in their memories, and the mode exists. */
export function inspectEpilogue(commands: EpilogueCommands, config: AcceleratorConfig): Stream {
  const { rows: blockSize, columns: size, outWords, skipWords, accumulators } = config;
  const blocks = size / blockSize;
  return inspect(
    commands,
    c => {
      const pool = modeIs(c.mode, 'pool');
      const less = (count: UInt): UInt =>
        pool.mux(count.shr(1).extend(12).subWrap(1), count.subWrap(1) as UInt) as UInt;
      const second = blocks > 1 ? c.blockPitch : lit(uint(16), 0);
      return {
        base: c.base.add(second).add(c.wide),
        counts: [less(c.columns), less(c.rows), c.images.subWrap(1)],
        steps: [c.columnPitch, c.rowPitch, c.imagePitch],
        sizes: [c.images, c.rows, c.columns],
      };
    },
    (c, { last, points }) => {
      const is = (name: keyof typeof modes) => modeIs(c.mode, name);
      const even = c.rows.bit(0).or(c.columns.bit(0)).not();
      const broad = is('none').or(is('relu'), is('sigmoid'));
      const added = c.skipBase.add(blocks > 1 ? points.shl(1) : points);
      return some(c.images, c.rows, c.columns).and(
        c.mode.lt(Object.keys(modes).length),
        c.wide.any().not().or(broad),
        is('pool').not().or(even),
        is('add').not().or(added.le(skipWords)),
        points.le(accumulators),
        last.lt(outWords),
      );
    },
  ) as Stream;
}
