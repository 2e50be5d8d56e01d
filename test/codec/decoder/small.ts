import { randomWeights } from '../../../codec/float/random-weights.js';
import type { IntegerNetwork } from '../../../codec/integer/network.js';
import { networkConfig } from '../../../codec/network/validate.js';
import type { Network } from '../../../codec/networks/load.js';
import { calibrate } from '../../../codec/quantize/calibrate.js';
import { renderedClips } from '../../../codec/quantize/calibration/clips.js';
import { clip } from '../../../codec/render/clip.js';
import type { Picture } from '../../../codec/video/picture.js';
import type { Video } from '../../../codec/video/video.js';

const narrow = { blockExpansion: 2, maxFeatures: 4, blocks: 1 };

/** A network that runs in milliseconds. What it predicts is nothing that one would like to see. */
export const small: Network = (() => {
  const config = networkConfig({
    variant: 'fomm',
    size: 64,
    keypoints: 3,
    generator: { blockExpansion: 2, maxFeatures: 4, downBlocks: 1, residualBlocks: 1 },
    denseMotion: { ...narrow, scale: 0.5 },
    detector: { ...narrow, scale: 0.5, padding: 3 },
  });
  return { name: 'small', config, weights: randomWeights(config, 1) };
})();

/** The same in whole numbers. */
export const smallInteger = (): IntegerNetwork =>
  calibrate(
    small.config,
    small.weights,
    renderedClips({ size: 64, persons: 1, frames: 2, people: 'training' }),
  ).quantize();

/** Frames of one drawn head after the other. */
export const drawn = (frames: number, ...seeds: readonly number[]): Picture[] =>
  seeds.flatMap(seed => [...clip({ seed, frames })].map(({ picture }) => picture));

export const videoOf = (pictures: Iterable<Picture> | AsyncIterable<Picture>, fps = 25): Video => ({
  width: 64,
  height: 64,
  rate: { numerator: fps, denominator: 1 },
  frames: (async function* () {
    yield* pictures;
  })(),
});

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
