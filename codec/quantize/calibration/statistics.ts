import type { FusedConv, FusedNetwork } from '../../fuse/graph.js';
import { fusedPredictor } from '../../fuse/predictor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pictureToTensor } from '../../video/picture.js';
import { type Histogram, histogram } from './histogram.js';
import type { Scene } from './scenes.js';

/** What the numbers of a tensor were like over all scenes. */
export interface TensorStatistics {
  readonly values: Histogram;
  /** The greatest size in each channel. */
  readonly greatest: Float64Array;
  /** The mean of each channel. */
  readonly mean: Float64Array;
}

/**
 * Of every tensor that a layer makes, by its name; of what convolutions read after it was loaded, by `loadName`; and of what they
 * pool, by `poolName`.
 */
export type Statistics = ReadonlyMap<string, TensorStatistics>;

/** What a convolution reads, normalised or doubled. */
export const loadName = ({ name }: Pick<FusedConv, 'name'>): string => `${name}/load`;

/** What a convolution pools: whole numbers hold each of four in the step of their mean, so it is these that are cut off. */
export const poolName = ({ name }: Pick<FusedConv, 'name'>): string => `${name}/pool`;

/**
 * Runs a decoder in floats over scenes, and watches it.
 *
 * @param progress is told how many frames are done, of how many
 */
export function observeScenes(
  network: FusedNetwork,
  scenes: readonly Scene[],
  progress: (done: number, of: number) => void = () => {},
): Statistics {
  const seen = new Map<string, Counted>();
  const add = (name: string, value: Tensor): void => {
    const counted = seen.get(name) ?? newCount(value.shape[0]!);
    seen.set(name, counted);
    count(counted, value);
  };
  const { source, frame } = fusedPredictor(network, {
    observe: (layer, value) => add(layer.name, value),
    observeLoad: (layer, value) => add(loadName(layer), value),
    observePool: (layer, value) => add(poolName(layer), value),
  });
  const all = scenes.reduce((sum, { frames }) => sum + frames.length, 0);
  let done = 0;
  for (const scene of scenes) {
    const features = source(pictureToTensor(scene.source));
    for (const { keypoints } of scene.frames) {
      frame(features, scene.keypoints, keypoints);
      progress(++done, all);
    }
  }
  return new Map(
    [...seen].map(([name, { values, greatest, sum, numbers }]) => [
      name,
      { values, greatest, mean: sum.map(of => of / numbers) },
    ]),
  );
}

interface Counted {
  readonly values: Histogram;
  readonly greatest: Float64Array;
  readonly sum: Float64Array;
  /** In each channel. */
  numbers: number;
}

const newCount = (channels: number): Counted => ({
  values: histogram(),
  greatest: new Float64Array(channels),
  sum: new Float64Array(channels),
  numbers: 0,
});

function count(into: Counted, { shape, data }: Tensor): void {
  const [channels] = shape as readonly [number];
  const plane = data.length / channels;
  into.values.add(data);
  into.numbers += plane;
  for (let channel = 0; channel < channels; channel++) {
    let [greatest, sum] = [into.greatest[channel]!, 0];
    for (let at = channel * plane; at < (channel + 1) * plane; at++) {
      const x = data[at]!;
      greatest = Math.max(greatest, Math.abs(x));
      sum += x;
    }
    into.greatest[channel] = greatest;
    into.sum[channel]! += sum;
  }
}
