import { at, type Fields, type Format } from './field.js';

/** Bytes of an instruction: one burst of 8 beats on a bus of 64 bits. */
export const instructionBytes = 64;

/** `GRCE`, and the version of this set: the first 8 bytes of a program, which has 64 bytes before its first instruction. */
export const programMagic = 0x45435247;
export const programVersion = 1;

/** The first word of every instruction. */
export const header = {
  opcode: at(0, 0, 8, 'which instruction it is'),
  wait: at(
    0,
    32,
    16,
    'a bit for each semaphore that has to be above 0 before the unit starts; each is lowered by 1 then',
  ),
  signal: at(0, 48, 16, 'a bit for each semaphore that is raised by 1 when the instruction is done'),
} as const;

const format = <F extends Fields, Name extends string>(
  name: Name,
  opcode: number,
  unit: Format['unit'],
  doc: string,
  fields: F,
): Format<F, Name> => Object.freeze({ name, opcode, unit, doc, fields });

const region = 'the region: 0 constants (read only), 1 work';

/** A box of words from memory into the tile memory or the skip memory, image by image, block by block, row by row. */
export const load = format('load', 1, 'load', 'a box of words into the tile memory or the skip memory', {
  address: at(1, 0, 32, 'of the first word, in bytes from the start of the region'),
  region: at(1, 32, 2, region),
  skip: at(1, 34, 1, '1: into the skip memory, 0: into the tile memory'),
  affine: at(1, 35, 1, '1: each number passes `affineRelu` by the rows of the table; zeros around are not touched'),
  blockStride: at(2, 0, 32, 'bytes from a block of channels to the next, in memory'),
  rowStride: at(2, 32, 24, 'bytes from a row to the next, in memory'),
  imageStride: at(3, 0, 32, 'bytes from an image to the next, in memory'),
  images: at(3, 32, 6, 'at least 1'),
  blocks: at(3, 38, 10, 'of channels, at least 1'),
  rows: at(4, 0, 12, 'that are read; 0 with padding gives zeros'),
  columns: at(4, 12, 12, 'words of a row that are read'),
  padTop: at(4, 24, 4, 'rows of zeros above'),
  padBottom: at(4, 28, 4, 'rows of zeros below'),
  padLeft: at(4, 32, 4, 'columns of zeros to the left'),
  padRight: at(4, 36, 4, 'columns of zeros to the right'),
  base: at(5, 0, 16, 'word of the memory that the first word, zeros included, goes to'),
  rowPitch: at(5, 16, 16, 'words from a row to the next, in the tile memory'),
  blockPitch: at(5, 32, 16, 'words from a block to the next, in the tile memory'),
  imagePitch: at(5, 48, 16, 'words from an image to the next, in the tile memory'),
  table: at(6, 0, 10, 'with `affine`: row of the table for the first block; the others follow'),
});

/** Gains, offsets and shifts for `affineRelu` on load, 8 bytes a channel: gain i16, shift u8, 0, offset i32. */
export const table = format('table', 2, 'load', 'rows of the table for `affine`, a block of channels each', {
  address: at(1, 0, 32, 'in bytes from the start of the region'),
  region: at(1, 32, 2, region),
  first: at(2, 0, 10, 'row of the table that the first goes to'),
  count: at(2, 16, 10, 'rows: of 8 bytes for each channel of a block'),
});

/** Parameters and weights, in the order in which `conv` takes them. */
export const weights = format('weights', 3, 'weights', 'parameters and weights into the queue before the array', {
  address: at(1, 0, 32, 'in bytes from the start of the region'),
  region: at(1, 32, 2, region),
  bytes: at(2, 0, 32, 'a multiple of the columns of the array'),
});

/**
 * Sums of products over a tile: for each block, row and column of the kernel a set of weights, and with it every pixel.
 * Pixel (image, y, x) is read from `base + block * blockPitch + image * imagePitch + (y * stride + kernel row) * rowPitch +
 * x * stride + kernel column`, and added to accumulator (image * rows + y) * columns + x.
 */
export const conv = format('conv', 4, 'conv', 'sums of products of a tile', {
  base: at(1, 0, 16, 'word of the tile memory under the first weight'),
  rowPitch: at(1, 16, 16, 'words from a row to the next'),
  blockPitch: at(1, 32, 16, 'words from a block to the next'),
  imagePitch: at(1, 48, 16, 'words from an image to the next'),
  blocks: at(2, 0, 10, 'of input channels, at least 1'),
  kernelRows: at(2, 10, 5, '1 to 31'),
  kernelColumns: at(2, 15, 5, '1 to 31'),
  stride: at(2, 20, 2, '1 or 2'),
  images: at(2, 22, 6, 'at least 1'),
  first: at(2, 28, 1, '1: takes a set of parameters first, and sums start at 0'),
  last: at(2, 29, 1, '1: the sums go on to the epilogue'),
  rows: at(3, 0, 12, 'of the result'),
  columns: at(3, 12, 12, 'of the result; images * rows * columns fit a bank of accumulators'),
});

export const epilogueModes = ['none', 'relu', 'pool', 'add', 'sigmoid', 'picture'] as const;

/**
 * What becomes of the sums of a tile. A result (image, y, x) of block j of the array's columns goes to word `base + j *
 * blockPitch + image * imagePitch + y * rowPitch + x * columnPitch` of the output memory; with `wide`, to that word and the next.
 */
export const epilogue = format('epilogue', 5, 'epilogue', 'bias, scale and what follows, into the output memory', {
  mode: at(1, 0, 4, epilogueModes.map((mode, i) => `${i} ${mode}`).join(', ')),
  wide: at(1, 4, 1, '1: results of 16 bits, of `none`, `relu` and `sigmoid`'),
  skipGain: at(1, 16, 16, 'of `add`, in 4096ths'),
  skipBase: at(1, 32, 16, 'of `add`: word of the skip memory; block by block, image, row, column without gaps'),
  rows: at(2, 0, 12, 'of sums; even for `pool`, which halves them'),
  columns: at(2, 12, 12, 'of sums; even for `pool`, which halves them'),
  images: at(2, 24, 6, 'at least 1'),
  base: at(3, 0, 16, 'word of the output memory for the first result'),
  rowPitch: at(3, 16, 16, 'words from a row of results to the next'),
  blockPitch: at(3, 32, 16, 'words from a block to the next'),
  imagePitch: at(3, 48, 16, 'words from an image to the next'),
  columnPitch: at(4, 0, 8, 'words from a result to the next'),
});

/** A box of words from the output memory to memory, image by image, block by block, row by row. */
export const store = format('store', 6, 'store', 'a box of words of the output memory to memory', {
  address: at(1, 0, 32, 'of the first word, in bytes from the start of the region'),
  region: at(1, 32, 2, region),
  blockStride: at(2, 0, 32, 'bytes from a block to the next, in memory'),
  rowStride: at(2, 32, 24, 'bytes from a row to the next, in memory'),
  imageStride: at(3, 0, 32, 'bytes from an image to the next, in memory'),
  images: at(3, 32, 6, 'at least 1'),
  blocks: at(3, 38, 10, 'at least 1'),
  rows: at(4, 0, 12, 'at least 1'),
  columns: at(4, 12, 12, 'words of a row, at least 1'),
  base: at(5, 0, 16, 'word of the output memory'),
  rowPitch: at(5, 16, 16, 'words from a row to the next, in the output memory'),
  blockPitch: at(5, 32, 16, 'words from a block to the next, in the output memory'),
  imagePitch: at(5, 48, 16, 'words from an image to the next, in the output memory'),
});

/** The operations of `map`, by their numbers. */
export const mapOperations = ['picture', 'shrink', 'bilinear', 'motion', 'masks', 'warp'] as const;

/** What is not a convolution: a map, or a block of its channels, from memory to memory. Fields that an operation has no use for are 0. */
export const map = format('map', 7, 'map', 'a map from memory to memory', {
  operation: at(1, 0, 4, mapOperations.map((operation, i) => `${i} ${operation}`).join(', ')),
  sourceRegion: at(1, 4, 2, region),
  secondRegion: at(1, 6, 2, region),
  destinationRegion: at(1, 8, 2, region),
  source: at(1, 32, 32, 'of what is read first, in bytes from the start of the region'),
  sourceBytes: at(2, 0, 32, 'that are read there'),
  second: at(2, 32, 32, 'of what is read second'),
  secondBytes: at(3, 0, 32, 'that are read there'),
  destination: at(3, 32, 32, 'of what is written'),
  destinationBytes: at(4, 0, 32, 'that are written'),
  rows: at(4, 32, 12, 'of the map that is read'),
  columns: at(4, 44, 12, 'of the map that is read'),
  outRows: at(5, 0, 12, '`shrink`, `bilinear`: of the result'),
  outColumns: at(5, 12, 12, '`shrink`, `bilinear`: of the result'),
  taps: at(5, 24, 6, '`shrink`: of the filter, odd'),
  factor: at(5, 30, 6, '`shrink`: every factor-th sample'),
  style: at(5, 36, 1, '`shrink`: 0 every factor-th sample, 1 bilinear'),
  unit: at(5, 40, 16, '`motion`: 8192 by the standard deviation of the Gaussians, in pixels'),
  channels: at(6, 0, 6, '`masks`: shares, the background among them'),
  fraction: at(6, 6, 4, '`masks`: bits behind the point of logits of 8 bits'),
  logits8: at(6, 10, 1, '`masks`: logits are saturated to 8 bits'),
  shares8: at(6, 11, 1, '`masks`: shares are rounded to 8 bits'),
  occlusion8: at(6, 12, 1, '`masks`: the occlusion is rounded to 8 bits'),
  flow8: at(6, 13, 1, '`masks`: the flow is saturated to 8 bits'),
  flowFraction: at(6, 14, 4, '`masks`, `warp`: bits behind the point of the flow, 0 to 8'),
  jacobians: at(6, 18, 1, '`motion`, `masks`: motions are affine'),
});

/** The program is done when everything before it is. */
export const end = format('end', 15, undefined, 'waits until all units are done, and ends the program', {});

/** All instructions: what hardware decodes, and assembler, validator and documentation go through. */
export const formats = [load, table, weights, conv, epilogue, store, map, end] as const;
