import type { FusedNetwork } from '../../fuse/graph.js';
import { fusedPredictor } from '../../fuse/predictor.js';
import type { IntegerLayer, IntegerNetwork } from '../../integer/network.js';
import { integerPredictor } from '../../integer/predictor.js';
import type { IntegerArray, IntegerType } from '../../integer/tensor.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pictureToTensor } from '../../video/picture.js';
import type { Scene } from '../calibration/scenes.js';

/** What became of a tensor. */
export interface LayerReport {
  readonly graph: 'source' | 'frame';
  readonly name: string;
  readonly kind: IntegerLayer['kind'];
  readonly type: IntegerType;
  /** What 1 stands for. */
  readonly step: number;
  /** The least and the greatest number in floats. */
  readonly least: number;
  readonly greatest: number;
  /**
   * Signal to quantization noise in dB, `10 log10(sum x^2 / sum (x - q)^2)`, with all that layers before it have added;
   * Infinity where nothing differs.
   */
  readonly sqnr: number;
  /** Which share of the numbers stands at an end of what the type holds; unsigned ones reach theirs by right. */
  readonly saturated: number;
}

/**
 * Runs a decoder in floats and in whole numbers over scenes, and compares them tensor by tensor: where quantization loses, its SQNR falls.
 *
 * @param fused the network that the other was made of
 */
export function reportLayers(fused: FusedNetwork, network: IntegerNetwork, scenes: readonly Scene[]): LayerReport[] {
  const counts = new Map<IntegerLayer, Count>();
  const real = new Map<string, Tensor>();
  const floats = fusedPredictor(fused, { observe: (layer, value) => real.set(layer.name, value) });
  const whole = integerPredictor(network, {
    observe(layer, { data }) {
      // What bytes of a picture become has no layer in floats: it is the picture.
      const expected = real.get(layer.name);
      if (!expected) return;
      const counted = counts.get(layer) ?? newCount();
      counts.set(layer, counted);
      count(counted, expected.data, data, layer);
    },
  });
  for (const scene of scenes) {
    const ofFloats = floats.source(pictureToTensor(scene.source));
    const ofWhole = whole.source(scene.source);
    for (const { keypoints } of scene.frames) {
      floats.frame(ofFloats, scene.keypoints, keypoints);
      whole.frame(ofWhole, scene.keypoints, keypoints);
    }
  }
  return [network.source, network.frame].flatMap(({ name: graph, layers }) =>
    layers.flatMap(layer => {
      const counted = counts.get(layer);
      if (!counted) return [];
      const { name, kind, format } = layer;
      const { signal, noise, ends, numbers, least, greatest } = counted;
      const sqnr = 10 * Math.log10(signal / noise);
      return [{ graph, name, kind, ...format, least, greatest, sqnr, saturated: ends / numbers }];
    }),
  );
}

interface Count {
  signal: number;
  noise: number;
  ends: number;
  numbers: number;
  least: number;
  greatest: number;
}

const newCount = (): Count => ({ signal: 0, noise: 0, ends: 0, numbers: 0, least: Infinity, greatest: -Infinity });

function count(into: Count, real: Float32Array, whole: IntegerArray, { format: { type, step } }: IntegerLayer): void {
  const most = type === 'i8' ? 127 : type === 'i16' ? 32767 : Infinity;
  for (let at = 0; at < real.length; at++) {
    const [x, q] = [real[at]!, whole[at]!];
    into.signal += x * x;
    into.noise += (x - q * step) ** 2;
    if (q >= most || q <= -most) into.ends++;
    into.least = Math.min(into.least, x);
    into.greatest = Math.max(into.greatest, x);
  }
  into.numbers += real.length;
}
