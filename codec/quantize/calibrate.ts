import { networkHash } from '../bitstream/network-hash.js';
import { fuse } from '../fuse/fuse.js';
import type { FusedNetwork } from '../fuse/graph.js';
import type { IntegerNetwork } from '../integer/network.js';
import type { NetworkConfig } from '../network/config.js';
import type { Weights } from '../weights/weights.js';
import { type Bits, defaultBits } from './bits.js';
import type { Clip } from './calibration/clips.js';
import type { Method } from './calibration/method.js';
import { scenesOf } from './calibration/scenes.js';
import { observeScenes, type Statistics } from './calibration/statistics.js';
import { equalize } from './equalize.js';
import { quantizeFused } from './quantize.js';
import { rangesOf } from './steps.js';

export interface CalibrateOptions {
  /** Bring the channels of tensors to like ranges first (`equalize`), for which clips are run twice. Default true. */
  readonly equalize?: boolean;
  /** Is told how many frames are done, of how many. */
  readonly progress?: (done: number, of: number) => void;
}

export interface QuantizeOptions {
  /** How ranges follow from what calibration saw. Default `mse`. */
  readonly method?: Method;
  /** Of a hundred, for the method `percentile`. Default 99.99. */
  readonly percentile?: number;
  /** Take out of biases what rounded weights add on average. Default true. */
  readonly correctBias?: boolean;
  /** Default: 16 each. */
  readonly bits?: Partial<Bits>;
}

/** A decoder that has been watched while it ran. */
export interface Calibration {
  /** The layers that are quantized: equalized, if that was wanted. */
  readonly fused: FusedNetwork;
  readonly statistics: Statistics;
  /** The decoder in whole numbers. The same options give the same network. */
  quantize(options?: QuantizeOptions): IntegerNetwork;
}

/**
 * Watches the decoder of a network, in floats, while it predicts the frames of clips: what its tensors are like there decides what
 * the steps of whole numbers are. One calibration serves any number of quantizations.
 *
 * The detector stays in floats: it belongs to the encoder, and its keypoints are what a stream holds.
 *
 * ```ts
 * const clips = renderedClips({ size: config.size, persons: 8, frames: 4, people: 'training' });
 * const network = calibrate(config, weights, clips).quantize({ method: 'mse' });
 * writeIntegerNetwork(network);
 * ```
 *
 * @throws CodecError if there are no clips, their pictures are of another size, weights are missing or no numbers, or the
 * configuration has what no layer of the integer decoder does
 */
export function calibrate(
  config: NetworkConfig,
  weights: Weights,
  clips: readonly Clip[],
  { equalize: equalized = true, progress = () => {} }: CalibrateOptions = {},
): Calibration {
  const plain = fuse(config, weights);
  const scenes = scenesOf(config, weights, clips);
  const runs = equalized ? 2 : 1;
  const observe = (network: FusedNetwork, run: number): Statistics =>
    observeScenes(network, scenes, (done, of) => progress(run * of + done, runs * of));
  const first = observe(plain, 0);
  const fused = equalized ? equalize(plain, first) : plain;
  const statistics = equalized ? observe(fused, 1) : first;
  const hash = networkHash(config, weights);
  const layers = [...fused.source.layers, ...fused.frame.layers];
  const means = new Map([...statistics].map(([name, { mean }]) => [name, mean]));
  return {
    fused,
    statistics,
    quantize: ({ method = 'mse', percentile, correctBias = true, bits } = {}) =>
      quantizeFused({
        config,
        hash,
        fused,
        ranges: rangesOf(layers, statistics, method, percentile),
        bits: { ...defaultBits, ...bits },
        ...(correctBias && { means }),
      }),
  };
}
