import { bool, bundle, lit, reg, type Stream, u16, uint, when, wire } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { commandType } from '../accelerator/isa/field.js';
import { store } from '../accelerator/isa/formats.js';
import { placeIn, type Regions } from '../accelerator/regions.js';
import { type Checked, granted } from './granted.js';
import { type boxType, rowsOf } from './rows.js';
import type { runType } from './runs.js';

export const storeCommand = commandType(store);

/** Words of a row in the output memory. */
export const wordsType = bundle({ local: u16, columns: uint(12) });

/** The rows of stores, checked: words to be read, and where in memory they go. A fault is a run of no bytes. */
export function storeRows(
  commands: Stream<typeof storeCommand>,
  regions: Regions,
  config: AcceleratorConfig,
): { readonly runs: Stream<typeof runType>; readonly tickets: Stream<typeof wordsType> } {
  const { rows: wordBytes, outWords } = config;
  const { payload } = commands;
  const boxes = commands.map(
    ({
      address,
      rowStride,
      blockStride,
      imageStride,
      images,
      blocks,
      rows,
      base,
      rowPitch,
      blockPitch,
      imagePitch,
    }) => {
      const memory = { offset: address, rowStride, blockStride, imageStride };
      const chip = { base, rowPitch, blockPitch, imagePitch };
      const height = rows.extend(13);
      return { ...memory, images, blocks, rows: height, top: lit(uint(4), 0), bottom: height, ...chip };
    },
  ) as Stream as Stream<typeof boxType>;
  const shared = reg(bundle({ region: uint(2), columns: uint(12), refused: bool }));
  when(commands.fire, () => {
    const { region, columns, images, blocks, rows } = payload;
    shared.set({ region, columns, refused: images.eq(0).or(blocks.eq(0), rows.eq(0), columns.eq(0)) });
  });

  const stop = wire(bool);
  const { region, columns, refused } = shared;
  const checked = rowsOf(boxes, stop.or(refused))
    .map(({ offset, local, more, last }) => {
      const bytes = columns.shl(Math.log2(wordBytes));
      const place = placeIn(regions, { region, offset, bytes, alignment: wordBytes, writes: true });
      const beyond = local.add(columns).gt(outWords);
      const fault = refused.or(beyond).mux(lit(uint(4), faults.field), place.fault);
      const bad = fault.any();
      const run = { address: place.address, bytes: bad.mux(0, bytes.extend(19)), more, final: last.or(bad), fault };
      return { ticket: { local: local.trunc(16), columns }, tells: bad.not(), run, asks: lit(bool, true), last, bad };
    })
    .regValid() as Stream as Stream<Checked<typeof wordsType>>;
  return granted(wordsType, checked, stop);
}
