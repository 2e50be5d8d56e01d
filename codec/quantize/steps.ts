import type { FusedLayer } from '../fuse/graph.js';
import { largest, type Method, rangeOf } from './calibration/method.js';
import { loadName, poolName, type Statistics } from './calibration/statistics.js';

/** The range of each tensor whose step calibration chooses: the size of number that becomes 127. */
export type Ranges = ReadonlyMap<string, number>;

/** The tensors of a layer whose steps come from calibration, and not from their format. */
export function scaledTensors(layer: FusedLayer): string[] {
  if (layer.kind === 'flow') return [layer.name];
  if (layer.kind !== 'conv') return [];
  return [...(layer.affine ? [loadName(layer)] : []), ...(layer.epilogue.kind === 'sigmoid' ? [] : [layer.name])];
}

/** Ranges by a method. */
export function rangesOf(
  layers: readonly FusedLayer[],
  statistics: Statistics,
  method: Method,
  percentile?: number,
): Ranges {
  const pooled = new Map(
    layers.flatMap(layer =>
      layer.kind === 'conv' && layer.epilogue.kind === 'pool' ? [[layer.name, poolName(layer)] as const] : [],
    ),
  );
  const rangeFor = (name: string): number =>
    rangeOf(statistics.get(pooled.get(name) ?? name)!.values, method, percentile);
  return new Map(layers.flatMap(scaledTensors).map(name => [name, rangeFor(name)]));
}

/** How many of what a sum is worth a step of the epilogue, and so the most that its scale can be. */
const finer = { none: 1, relu: 1, pool: 4, add: 4096 } as const;

/** In what a rescaled sum is counted, by the step of the result. */
export const sumStep = (epilogue: keyof typeof finer, step: number): number => step / finer[epilogue];

/** The greatest ratio of steps that a scale, or the gain of a skip, can hold. */
const mostScale = 255;
const mostSkip = 15.9;

/**
 * The step of a convolution's result: a 127th of its range. Where next to nothing comes out of great sums, as of channels
 * that are dead, no less than what a scale can hold.
 */
export function stepOf(
  range: number,
  epilogue: keyof typeof finer,
  productSteps: readonly number[],
  skipStep = 0,
): number {
  const least = (Math.max(...productSteps) * finer[epilogue]) / mostScale;
  return Math.max(range / largest, least, skipStep / mostSkip);
}
