import { predictor } from '../float/predictor.js';
import type { Network } from '../networks/load.js';
import { pictureToTensor, tensorToPicture } from '../video/picture.js';
import { type Decoder, decoderOf } from './decoder.js';

/** The engine `float`: the plain reference, on which everything else is judged. */
export function floatDecoder({ config, weights }: Pick<Network, 'config' | 'weights'>): Decoder {
  const { source, frame } = predictor(config, weights);
  return decoderOf({
    source: picture => source(pictureToTensor(picture)),
    frame: (features, from, to) => tensorToPicture(frame(features, from, to).prediction),
  });
}
