import { bool, bundle, lit, mux, reg, type Stream, u16, uint, when, wire } from '../../dsl/index.js';
import type { AcceleratorConfig } from '../accelerator/config.js';
import { faults } from '../accelerator/fault.js';
import { commandType } from '../accelerator/isa/field.js';
import { load, table } from '../accelerator/isa/formats.js';
import { placeIn, type Regions } from '../accelerator/regions.js';
import { type Checked, granted } from './granted.js';
import { type boxType, rowsOf } from './rows.js';
import type { runType } from './runs.js';

/** What the load unit takes: a box of words, or rows of the table of gains. */
export const loadCommand = bundle({ isTable: bool, load: commandType(load), table: commandType(table) });

/** Where the words of a row go: zeros up to `left`, words of memory up to `edge`, and zeros up to `width`. */
export const ticketType = bundle({
  local: u16,
  left: uint(4),
  edge: uint(13),
  /** 0 for a fault, which takes no words. */
  width: uint(13),
  isTable: bool,
  skip: bool,
  affine: bool,
  /** Row of the table. */
  line: uint(10),
  /** Of its command. */
  last: bool,
  fault: uint(4),
});

/** What is the same for all rows of a command. */
const sharedType = bundle({
  isTable: bool,
  skip: bool,
  affine: bool,
  refused: bool,
  region: uint(2),
  columns: uint(13),
  left: uint(4),
  edge: uint(13),
  width: uint(13),
  line: uint(10),
});

/** The rows of loads, checked: what the bus is asked for, and where it goes. */
export function loadRows(
  commands: Stream<typeof loadCommand>,
  regions: Regions,
  config: AcceleratorConfig,
): { readonly runs: Stream<typeof runType>; readonly tickets: Stream<typeof ticketType> } {
  const { isTable, load: l, table: t } = commands.payload;
  const { rows: wordBytes, tableRows, tileWords, skipWords } = config;
  const top = l.padTop.extend(13);
  const bottom = l.rows.extend(13).addWrap(top);
  const height = bottom.addWrap(l.padBottom.extend(13));
  const edge = l.columns.extend(13).addWrap(l.padLeft.extend(13));
  const width = edge.addWrap(l.padRight.extend(13));
  // Entries of the table are 8 bytes, so a row of it is 8 words.
  const entries = t.count.shl(3);
  const tableEnd = isTable.mux(t.first.add(t.count), l.table.add(l.blocks));
  const noBox = l.images.eq(0).or(l.blocks.eq(0), height.eq(0), width.eq(0));
  const noEntry = tableEnd.gt(tableRows).and(isTable.or(l.affine.any()));
  const shared = reg(sharedType);
  const boxes = commands.map(() => ({
    offset: isTable.mux(t.address, l.address),
    rowStride: l.rowStride,
    blockStride: l.blockStride,
    imageStride: l.imageStride,
    images: isTable.mux(1, l.images),
    blocks: isTable.mux(1, l.blocks),
    rows: isTable.mux(1, height),
    top: isTable.mux(lit(uint(4), 0), l.padTop),
    // Of no columns memory has no row.
    bottom: mux(isTable, lit(uint(13), 1), mux(l.columns.any(), bottom, top)),
    base: l.base,
    rowPitch: l.rowPitch,
    blockPitch: l.blockPitch,
    imagePitch: l.imagePitch,
  })) as Stream as Stream<typeof boxType>;
  when(commands.fire, () =>
    shared.set({
      isTable,
      skip: l.skip.any(),
      affine: l.affine.any().and(isTable.not()),
      refused: isTable.mux(t.count.eq(0), noBox).or(noEntry),
      region: isTable.mux(t.region, l.region),
      columns: isTable.mux(entries, l.columns.extend(13)),
      left: isTable.mux(0, l.padLeft),
      edge: isTable.mux(entries, edge),
      width: isTable.mux(entries, width),
      line: isTable.mux(t.first, l.table),
    }),
  );

  const stop = wire(bool);
  const { refused, region, columns, ...same } = shared;
  const checked = rowsOf(boxes, stop.or(refused))
    .map(({ offset, local, block, inside, more, last }) => {
      const bytes = columns.shl(Math.log2(wordBytes));
      const { address, fault: place } = placeIn(regions, { region, offset, bytes, alignment: wordBytes });
      const words = same.skip.mux(lit(uint(17), skipWords), tileWords);
      const beyond = same.isTable.not().and(local.add(same.width).gt(words));
      const wrong = refused.or(beyond).mux(lit(uint(4), faults.field), inside.mux(place, faults.none));
      const bad = wrong.any();
      const ticket = {
        local: local.trunc(16),
        left: same.left,
        edge: inside.and(bad.not()).mux(same.edge, same.left.extend(13)),
        width: bad.mux(0, same.width),
        isTable: same.isTable,
        skip: same.skip,
        affine: same.affine,
        line: same.line.addWrap(block),
        last: last.or(bad),
        fault: wrong,
      };
      // Joined with a row of another command, an error of the bus would be told of the wrong one.
      const run = { address, bytes: bytes.extend(19), more, final: last, fault: lit(uint(4), 0) };
      return { ticket, tells: lit(bool, true), run, asks: inside.and(bad.not()), last, bad };
    })
    .regValid() as Stream as Stream<Checked<typeof ticketType>>;
  return granted(ticketType, checked, stop);
}
