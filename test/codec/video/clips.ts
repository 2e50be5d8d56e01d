import fc from 'fast-check';
import type { Picture, Rate, Video } from '../../../codec/index.js';
import { anyPicture } from './arbitrary.js';

const rate: fc.Arbitrary<Rate> = fc
  .tuple(fc.integer({ min: 1, max: 60000 }), fc.integer({ min: 1, max: 1001 }))
  .map(([numerator, denominator]) => ({ numerator, denominator }));

/** A few frames of one size. */
export const anyClip: fc.Arbitrary<{ readonly rate: Rate; readonly frames: readonly Picture[] }> = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc.record({
      rate,
      frames: fc.array(anyPicture(fc.constant(width), fc.constant(height)), { minLength: 1, maxLength: 4 }),
    }),
  );

/** Frames as a video. */
export function videoOf(frames: readonly Picture[], rate: Rate = { numerator: 25, denominator: 1 }): Video {
  const { width, height } = frames[0]!;
  return { width, height, rate, frames: late(frames) };
}

/** Items one by one, as if they were waited for. */
export async function* late<T>(items: Iterable<T>): AsyncGenerator<T, void> {
  for (const item of items) yield item;
}

/** Everything that comes. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** What comes, and the error after it, if there is one. */
export async function until<T>(
  items: AsyncIterable<T>,
): Promise<{ readonly got: readonly T[]; readonly error?: unknown }> {
  const got: T[] = [];
  try {
    for await (const item of items) got.push(item);
    return { got };
  } catch (error) {
    return { got, error };
  }
}

/** Bytes cut into pieces of these lengths, in turn; also none. */
export function pieces(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? bytes.length;
    parts.push(bytes.subarray(at, at + length));
    at += length;
  }
  return parts;
}

/** The largest difference between bytes. */
export const farthest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
