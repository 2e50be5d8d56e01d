import type { AcceleratorConfig } from '../config.js';

/** Rows of the array, in the order in which they come from memory and go to `conv`. */
export interface WeightQueue {
  /** Puts rows in, no more than there is room for. */
  put(bytes: Uint8Array): void;
  /** Takes as many rows out as `into` holds, no more than there are. */
  take(into: Int8Array): void;
}

export function weightQueue({ weightRows, columns }: AcceleratorConfig): WeightQueue {
  const held = new Uint8Array(weightRows * columns);
  let [first, count] = [0, 0];
  /** Runs over a ring: from a row on, so many, in one or two pieces. */
  const pieces = (from: number, rows: number, piece: (at: number, bytes: number, done: number) => void): void => {
    const head = Math.min(rows, weightRows - from);
    piece(from * columns, head * columns, 0);
    if (rows > head) piece(0, (rows - head) * columns, head * columns);
  };
  return {
    put(bytes) {
      const rows = bytes.length / columns;
      pieces((first + count) % weightRows, rows, (at, length, done) =>
        held.set(bytes.subarray(done, done + length), at),
      );
      count += rows;
    },
    take(into) {
      const rows = into.length / columns;
      pieces(first, rows, (at, length, done) => into.set(held.subarray(at, at + length), done));
      first = (first + rows) % weightRows;
      count -= rows;
    },
  };
}
