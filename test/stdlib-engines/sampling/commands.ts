import fc from 'fast-check';
import { motionMaps } from '../../../codec/integer/operator/motion.js';
import { sample } from '../../../codec/integer/operator/sample.js';
import { map, mapOperations } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { numbers } from '../quantized/ranges.js';

/** A command of the sampling engine, what it reads, and what the integer model says that it gives. */
export interface SamplingCommand {
  readonly command: Readonly<Record<string, number>>;
  readonly source: readonly number[][];
  readonly second: readonly number[][];
  readonly result: readonly number[][];
}

export interface Scene {
  readonly kind: 'warp' | 'motion';
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
}

/** Maps of few pixels, that four memories of `share` words each can hold. */
export const scenes = (share: number): fc.Arbitrary<Scene> =>
  fc
    .record({
      kind: fc.constantFrom('warp' as const, 'motion' as const),
      rows: fc.integer({ min: 1, max: 9 }),
      columns: fc.integer({ min: 1, max: 9 }),
      seed: fc.nat(1e6),
    })
    .filter(({ rows, columns }) => ((rows + 1) >> 1) * ((columns + 1) >> 1) <= share);

/** The command for a scene, with blocks of so many channels. */
export const commandOf = (scene: Scene, channels: number): SamplingCommand =>
  scene.kind === 'warp' ? warp(scene, channels) : motion(scene, channels);

type Next = ReturnType<typeof numbers>;

/** Features of random numbers, flows from nothing to far outside, in every format. */
function warp({ rows, columns, seed }: Scene, channels: number): SamplingCommand {
  const next = numbers(seed);
  const plane = rows * columns;
  const features = maps(next, channels, rows, columns);
  const flowFraction = next(0, 8);
  const limit = Math.min(32767, Math.floor([1, 3, 20, 32767][next(0, 3)]! * 2 ** flowFraction));
  const flow = Int16Array.from({ length: 2 * plane }, () => next(-limit, limit));
  const occlusion = next(0, 1)
    ? Uint8Array.from({ length: plane }, () => next(0, 255))
    : Uint16Array.from({ length: plane }, () => next(0, 65535));
  const entries = new Int16Array(4 * plane);
  for (let at = 0; at < plane; at++) {
    entries.set([flow[at]!, flow[plane + at]!], 4 * at);
    entries[4 * at + 2] = occlusion[at]! << (occlusion instanceof Uint8Array ? 8 : 0);
  }
  return {
    command: fields({ operation: mapOperations.indexOf('warp'), rows, columns, flowFraction }),
    source: wordsOf(features.data, channels),
    second: eights(entries),
    result: wordsOf(sample(features, flow, flowFraction, occlusion), channels),
  };
}

/** Keypoints within the map, Jacobians of any size or none; the last motions may be missing. */
function motion({ rows, columns, seed }: Scene, channels: number): SamplingCommand {
  const next = numbers(seed);
  const block = maps(next, channels, rows, columns);
  const count = channels / 4;
  const places = () => Array.from({ length: 2 * count }, (_, i) => next(0, 256 * ((i % 2 ? rows : columns) - 1)));
  const [source, driving] = [places(), places()];
  const affine = next(0, 1) === 1;
  const reach = next(0, 1) ? 32767 : 2000;
  const jacobians = Array.from({ length: 4 * count }, () => next(-reach - 1, reach));
  const unit = next(0, 1) ? next(1, 65535) : next(500, 8000);
  const records = Int32Array.from({ length: 8 * count }, (_, i) => {
    const [k, field] = [i >> 3, i & 7];
    return field < 2 ? source[2 * k + field]! : field < 4 ? driving[2 * k + field - 2]! : jacobians[4 * k + field - 4]!;
  });
  const small = { shape: [3, rows, columns] as const, data: block.data.slice(0, 3 * rows * columns) };
  const all = motionMaps(small, { source, driving, jacobians: affine ? jacobians : undefined }, unit);
  // Without the background, which is a motion like any other here.
  const result = all.slice(4 * rows * columns);
  return {
    command: fields({ operation: mapOperations.indexOf('motion'), rows, columns, unit, jacobians: affine ? 1 : 0 }),
    source: wordsOf(block.data, channels),
    second: eights(records),
    result: wordsOf(result, channels),
  };
}

function maps(next: Next, channels: number, rows: number, columns: number) {
  const shape = [channels, rows, columns] as const;
  return { shape, data: Int8Array.from({ length: channels * rows * columns }, () => next(-128, 127)) };
}

/** All fields of a `map` instruction; those that are not given are 0. */
const fields = (given: Readonly<Record<string, number>>): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(Object.keys(map.fields).map(name => [name, 0])),
  ...given,
});

/** A map `[channels, rows, columns]` as words of all channels. */
function wordsOf(data: Int8Array, channels: number): number[][] {
  const plane = data.length / channels;
  return Array.from({ length: plane }, (_, at) => Array.from({ length: channels }, (_, c) => data[c * plane + at]!));
}

function eights(numbers: Int16Array | Int32Array): number[][] {
  const bytes = new Uint8Array(numbers.buffer);
  return Array.from({ length: bytes.length / 8 }, (_, i) => [...bytes.subarray(8 * i, 8 * i + 8)]);
}
