import fc from 'fast-check';
import { flowMaps } from '../../../codec/integer/operator/flow.js';
import { masks } from '../../../codec/integer/operator/masks.js';
import type { FixedKeypoints } from '../../../codec/integer/operator/shifts.js';
import { sigmoid } from '../../../stdlib-engines/quantized/sigmoid.js';
import { unit8 } from '../../../stdlib-engines/quantized/unit.js';
import { bytesOf, drawer, list } from './command.js';

const bit = fc.integer({ min: 0, max: 1 });
/** Random maps of logits with their motions; logits beyond 8 bits, motions beyond the map. */
export const maskCases = fc
  .record({
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 5 }),
    channels: fc.integer({ min: 2, max: 16 }),
    fraction: fc.integer({ min: 1, max: 9 }),
    logits8: bit,
    shares8: bit,
    occlusion8: bit,
    flow8: bit,
    flowFraction: fc.integer({ min: 0, max: 8 }),
    jacobians: bit,
    spread: fc.constantFrom<number>(300, 3000, 32767),
    seed: fc.nat(1e6),
    stall: fc.constantFrom<number>(0, 0, 0.3, 0.7),
  })
  .map(shape => ({ ...shape, ...maskData(shape) }));

export function maskData({ rows, columns, channels, spread, seed }: { [name: string]: number }) {
  const draw = drawer(seed!);
  const pixels = rows! * columns!;
  return {
    logits: list(pixels, () => list(channels! + 1, () => draw(-spread! - 1, spread!))),
    points: {
      source: [0, 0, ...list(2 * channels! - 2, () => draw(0, 256 * 511))],
      driving: [0, 0, ...list(2 * channels! - 2, () => draw(0, 256 * 511))],
      jacobians: [0, 0, 0, 0, ...list(4 * channels! - 4, () => draw(-32768, 32767))],
    },
  };
}

export type MaskCase = typeof maskCases extends fc.Arbitrary<infer C> ? C : never;

/** What the operators of the integer model make of it: flow x, flow y, occlusion, 0 for each pixel. */
export function maskEntries(c: MaskCase): number[][] {
  const { rows, columns, channels, logits8, flow8, points } = c;
  const pixels = rows * columns;
  const type = logits8 ? Int8Array : Int16Array;
  const sat8 = (x: number) => (logits8 ? Math.max(-128, Math.min(127, x)) : x);
  const planes = new type(channels * pixels);
  for (let i = 0; i < planes.length; i++) planes[i] = sat8(c.logits[i % pixels]![Math.floor(i / pixels)]!);
  const data = masks(planes, channels, logits8 ? c.fraction : 9, c.shares8 ? 'u8' : 'u16');
  const keypoints: FixedKeypoints = {
    source: points.source.slice(2),
    driving: points.driving.slice(2),
    jacobians: c.jacobians ? points.jacobians.slice(4) : undefined,
  };
  const flow = flowMaps({ shape: [channels, rows, columns], data } as never, keypoints, {
    type: flow8 ? 'i8' : 'i16',
    fraction: c.flowFraction,
  });
  return c.logits.map((all, i) => {
    const seen = sigmoid(all[channels]!);
    return [flow[i]! & 65535, flow[pixels + i]! & 65535, c.occlusion8 ? unit8(seen) << 8 : seen, 0];
  });
}

/** Records of motion as they lie in memory. */
export const recordsOf = ({ source, driving, jacobians }: MaskCase['points']): number[] =>
  bytesOf(
    Array.from({ length: source.length / 2 }, (_, k) => [
      ...source.slice(2 * k, 2 * k + 2),
      ...driving.slice(2 * k, 2 * k + 2),
      ...jacobians.slice(4 * k, 4 * k + 4),
    ]).flat(),
    4,
  );

/** Logits as they lie in memory, those of a pixel up to a multiple of `block`. */
export const logitBytes = (logits: readonly (readonly number[])[], block: number): number[] =>
  logits.flatMap(all => {
    const bytes = bytesOf(all, 2);
    return [...bytes, ...new Array((2 * block - (bytes.length % (2 * block))) % (2 * block)).fill(0x5a)];
  });
