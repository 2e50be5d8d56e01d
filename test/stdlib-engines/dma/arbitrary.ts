import fc from 'fast-check';
import { type AcceleratorConfig, acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { load, store } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { regionAt, type World } from './bench.js';
import { type Load, type Store, zeros } from './model.js';

/** Small accelerators of all widths of the bus. */
export const configs: readonly AcceleratorConfig[] = [
  acceleratorConfig(8, 8, { busBits: 32, tileWords: 512, skipWords: 256, outWords: 512, outstanding: 2, tableRows: 8 }),
  acceleratorConfig(8, 16, {
    busBits: 64,
    tileWords: 512,
    skipWords: 256,
    outWords: 512,
    tableRows: 8,
    weightRows: 64,
  }),
  acceleratorConfig(16, 16, { busBits: 64, tileWords: 512, skipWords: 256, outWords: 512, tableRows: 8 }),
  acceleratorConfig(16, 32, {
    busBits: 128,
    tileWords: 512,
    skipWords: 256,
    outWords: 512,
    outstanding: 4,
    tableRows: 8,
  }),
];

export const sizeOf = ({ rows, columns, busBits }: AcceleratorConfig): string => `${rows}x${columns}, ${busBits} bits`;

/** Memories fast and slow, and neighbours that hold back. */
export const worlds: fc.Arbitrary<World> = fc.record({
  latency: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant([1, 30] as const)),
  rate: fc.constantFrom(1, 1, 0.8, 0.3),
  outstanding: fc.integer({ min: 1, max: 8 }),
  stall: fc.constantFrom(0, 0, 0.3),
  pause: fc.constantFrom(0, 0, 0.3, 0.7),
  seed: fc.nat(1000),
});

const counts = {
  images: fc.constantFrom(1, 1, 2, 3),
  blocks: fc.constantFrom(1, 1, 2, 4),
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.integer({ min: 1, max: 9 }),
};

/** Strides with and without gaps between rows, blocks and images. */
function strided<B extends Store | Load>(box: B, gaps: readonly number[], wordBytes: number): B {
  const [a, b, c] = gaps.map(gap => gap * wordBytes) as [number, number, number];
  const rowStride = box.columns * wordBytes + a;
  const blockStride = box.rows * rowStride + b;
  return { ...box, rowStride, blockStride, imageStride: box.blocks * blockStride + c };
}

/** The same on the chip. */
function pitched<B extends Store | Load>(box: B, width: number, height: number, gaps: readonly number[]): B {
  const rowPitch = width + gaps[0]!;
  const blockPitch = height * rowPitch + gaps[1]!;
  return { ...box, rowPitch, blockPitch, imagePitch: box.blocks * blockPitch + gaps[2]! };
}

const gaps = fc.constantFrom([0, 0, 0], [0, 0, 0], [1, 0, 0], [3, 2, 1], [0, 5, 0]);

/** The words on the chip from the first to behind the last. */
const reach = (box: Store | Load, width: number, height: number): number =>
  (box.images - 1) * box.imagePitch + (box.blocks - 1) * box.blockPitch + (height - 1) * box.rowPitch + width;

const bytesOf = (box: Store | Load, wordBytes: number): number =>
  (box.images - 1) * box.imageStride +
  (box.blocks - 1) * box.blockStride +
  (box.rows - 1) * box.rowStride +
  box.columns * wordBytes;

/** At any place of its region and of its memory, often at the very end. */
const placed = <B extends Store | Load>(box: B, width: number, height: number, words: number, wordBytes: number) => {
  const slack = words - reach(box, width, height);
  const free = regionAt(box.region).size - bytesOf(box, wordBytes);
  if (slack < 0 || free < 0) return fc.constant(undefined);
  return fc
    .record({
      base: fc.oneof(fc.nat(slack), fc.constantFrom(0, slack)),
      at: fc.oneof(fc.nat(Math.floor(free / wordBytes)), fc.constantFrom(0, Math.floor(free / wordBytes))),
    })
    .map(({ base, at }): B => ({ ...box, base, address: at * wordBytes }));
};

const defined = <T>(value: T | undefined): value is T => value !== undefined;

export const stores = ({ rows: wordBytes, outWords }: AcceleratorConfig): fc.Arbitrary<Store> =>
  fc
    .record({ ...counts, strides: gaps, pitches: gaps })
    .chain(({ strides, pitches, ...sizes }) => {
      const box = strided({ ...zeros(store), region: 1, ...sizes }, strides, wordBytes);
      return placed(pitched(box, box.columns, box.rows, pitches), box.columns, box.rows, outWords, wordBytes);
    })
    .filter(defined);

export const loads = ({ rows: wordBytes, tileWords, skipWords, tableRows }: AcceleratorConfig): fc.Arbitrary<Load> =>
  fc
    .record({
      ...counts,
      rows: fc.nat(5),
      columns: fc.nat(9),
      region: fc.nat(1),
      skip: fc.nat(1),
      affine: fc.nat(1),
      padTop: fc.constantFrom(0, 0, 1, 3),
      padBottom: fc.constantFrom(0, 1, 3),
      padLeft: fc.constantFrom(0, 0, 1, 3),
      padRight: fc.constantFrom(0, 1, 15),
      table: fc.nat(tableRows - 4),
      strides: gaps,
      pitches: gaps,
    })
    .chain(({ strides, pitches, ...sizes }) => {
      const height = sizes.padTop + sizes.rows + sizes.padBottom;
      const width = sizes.padLeft + sizes.columns + sizes.padRight;
      if (height === 0 || width === 0) return fc.constant(undefined);
      const box = strided({ ...zeros(load), ...sizes }, strides, wordBytes);
      const words = box.skip ? skipWords : tileWords;
      return placed(pitched(box, width, height, pitches), width, height, words, wordBytes);
    })
    .filter(defined);
