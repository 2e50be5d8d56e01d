import {
  type Bool,
  bool,
  bundle,
  mux,
  reg,
  type SignalOf,
  type Stream,
  streamWire,
  type UInt,
  u16,
  u32,
  uint,
  when,
} from '../../dsl/index.js';

/** A box of words, in memory and in a memory of the chip, with rows of padding around those that memory has. */
export const boxType = bundle({
  /** In bytes, from the start of a region. */
  offset: u32,
  rowStride: uint(24),
  blockStride: u32,
  imageStride: u32,
  images: uint(6),
  blocks: uint(10),
  /** With those of the padding. */
  rows: uint(13),
  /** The first row that memory has, and the first behind it that memory has not. */
  top: uint(4),
  bottom: uint(13),
  /** In words of the memory of the chip. */
  base: u16,
  rowPitch: u16,
  blockPitch: u16,
  imagePitch: u16,
});

/** A row of a box. Places that have passed 2^32 bytes or 2^16 words have their highest bit set, and keep it. */
const rowType = bundle({
  offset: uint(33),
  local: uint(17),
  block: uint(10),
  /** Memory has this row; else it is padding. */
  inside: bool,
  /** The next row, too, is of this box and inside. */
  more: bool,
  /** Of the box. */
  last: bool,
});

/**
 * The rows of boxes, image by image, block by block; one per cycle, and boxes follow each other without a gap. With `stop`
 * the row that is offered is the last of its box. What else belongs to a box is held by the caller when the box is taken:
 * it is there with all of its rows.
 *
 *     images x blocks x rows      offset = offset of the block + row * rowStride      (of rows inside)
 *                                 local  = place of the block  + row * rowPitch
 */
export function rowsOf(boxes: Stream<typeof boxType>, stop: Bool): Stream<typeof rowType> {
  const { sink: row, stream: rows } = streamWire(rowType);
  const box = reg(boxType);
  const busy = reg(bool, { init: false });
  const [y, block, image] = [reg(uint(13)), reg(uint(10)), reg(uint(6))];
  const memory = places(33);
  const chip = places(17);
  const inside = y.ge(box.top).and(y.lt(box.bottom));
  const rowEnds = y.addWrap(1).eq(box.rows);
  const blockEnds = rowEnds.and(block.addWrap(1).eq(box.blocks));
  const last = stop.or(blockEnds.and(image.addWrap(1).eq(box.images)));
  const padded = box.top.any().or(box.bottom.ne(box.rows));
  const more = inside.and(last.not(), y.addWrap(1).ne(box.bottom).or(padded.not()));

  row.valid.set(busy);
  row.payload.set({ offset: memory.row, local: chip.row, block, inside, more, last });
  boxes.ready.set(busy.not().or(row.ready.and(last)));
  when(row.fire, () => {
    y.set(rowEnds.mux(0, y.addWrap(1)));
    when(rowEnds, () => block.set(blockEnds.mux(0, block.addWrap(1))));
    when(blockEnds, () => image.set(image.addWrap(1)));
    const { rowStride, blockStride, imageStride, rowPitch, blockPitch, imagePitch } = box;
    advance(memory, rowEnds, blockEnds, inside.mux(rowStride.extend(32), 0), blockStride, imageStride);
    advance(chip, rowEnds, blockEnds, rowPitch, blockPitch, imagePitch);
    when(last, () => busy.set(false));
  });
  when(boxes.fire, () => {
    const { offset, base } = boxes.payload;
    busy.set(true);
    box.set(boxes.payload);
    for (const counter of [y, block, image]) counter.set(0);
    for (const place of Object.values(memory)) place.set(offset.extend(33));
    for (const place of Object.values(chip)) place.set(base.extend(17));
  });
  return rows;
}

type Places<W extends number> = Readonly<Record<'row' | 'block' | 'image', UInt<W>>>;

/** Where the row, its block and its image begin. */
const places = <W extends number>(width: W): Places<W> => ({
  row: reg(uint(width)),
  block: reg(uint(width)),
  image: reg(uint(width)),
});

/** To the next row: that of this block, the first of the next block, or that of the next image. */
function advance(at: Places<number>, rowEnds: Bool, blockEnds: Bool, row: UInt, block: UInt, image: UInt): void {
  const by = mux(blockEnds, image, mux(rowEnds, block, row));
  const from = mux(blockEnds, at.image, mux(rowEnds, at.block, at.row));
  const next = plus(from, by);
  at.row.set(next);
  when(rowEnds, () => at.block.set(next));
  when(blockEnds, () => at.image.set(next));
}

/** A sum whose highest bit says that it, or one before it, has grown too large. */
function plus(place: UInt, by: UInt): UInt {
  const high = place.width - 1;
  const sum = place.trunc(high).add(by.width < high ? by.extend(high) : by);
  return sum.bit(high).or(place.bit(high)).asUInt().cat(sum.trunc(high));
}

export type Box = SignalOf<typeof boxType>;
