import type { Fields } from '../../../stdlib-engines/accelerator/isa/field.js';
import type { load, store, table, weights } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { affineRelu } from '../../../stdlib-engines/quantized/affine.js';

/** The fields of an instruction as numbers. */
export type Values<F extends Fields> = Record<keyof F, number>;
export type Load = Values<(typeof load)['fields']>;
export type Table = Values<(typeof table)['fields']>;
export type Weights = Values<(typeof weights)['fields']>;
export type Store = Values<(typeof store)['fields']>;

export const zeros = <F extends Fields>({ fields }: { fields: F }): Values<F> =>
  Object.fromEntries(Object.keys(fields).map(name => [name, 0])) as Values<F>;

/** A row of a box: where it is in memory, where on the chip, and whether memory has it. */
export interface Row {
  readonly offset: number;
  readonly local: number;
  readonly block: number;
  readonly inside: boolean;
}

/** The rows of a box by plain loops. */
export function rowsOfBox(box: Omit<Load, 'table' | 'skip' | 'affine' | 'padLeft' | 'padRight'> | Store): Row[] {
  const rows: Row[] = [];
  const { padTop, padBottom } = { padTop: 0, padBottom: 0, ...box };
  for (let image = 0; image < box.images; image++)
    for (let block = 0; block < box.blocks; block++)
      for (let y = 0; y < padTop + box.rows + padBottom; y++)
        rows.push({
          offset: box.address + image * box.imageStride + block * box.blockStride + (y - padTop) * box.rowStride,
          local: box.base + image * box.imagePitch + block * box.blockPitch + y * box.rowPitch,
          block,
          inside: y >= padTop && y < padTop + box.rows,
        });
  return rows;
}

export interface Gain {
  readonly gain: number;
  readonly shift: number;
  readonly offset: number;
}

/** What a load writes: words by address, in order. */
export function loaded(
  box: Load,
  wordBytes: number,
  byteAt: (offset: number) => number,
  gains: (line: number, channel: number) => Gain,
): { address: number; data: number[] }[] {
  return rowsOfBox(box).flatMap(({ offset, local, block, inside }) =>
    Array.from({ length: box.padLeft + box.columns + box.padRight }, (_, x) => {
      const column = x - box.padLeft;
      const there = inside && column >= 0 && column < box.columns;
      const data = Array.from({ length: wordBytes }, (_, channel) => {
        if (!there) return 0;
        const byte = (byteAt(offset + column * wordBytes + channel) << 24) >> 24;
        if (box.affine === 0) return byte;
        const { gain, shift, offset: add } = gains(box.table + block, channel);
        return affineRelu(byte, gain, add, shift);
      });
      return { address: local + x, data };
    }),
  );
}
