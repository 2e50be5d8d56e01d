import type { IntegerNetwork } from '../integer/network.js';
import { integerPredictor, planesToPicture } from '../integer/predictor.js';
import { type Decoder, decoderOf } from './decoder.js';

/** The engine `int8`: what hardware computes, bit for bit, from the bytes of the source to those of the frame. */
export function integerDecoder(network: IntegerNetwork): Decoder {
  const { source, frame } = integerPredictor(network);
  return decoderOf({
    source,
    frame: (features, from, to) => planesToPicture(frame(features, from, to).prediction!),
  });
}
