import { networkHash } from '../bitstream/network-hash.js';
import type { Decoder } from '../decoder/decoder.js';
import type { Engine } from '../decoder/engine.js';
import { fastDecoder } from '../decoder/fast.js';
import { floatDecoder } from '../decoder/float.js';
import { integerDecoder } from '../decoder/int8.js';
import { CodecError } from '../error.js';
import type { IntegerNetwork } from '../integer/network.js';
import type { Network } from '../networks/load.js';
import { loadIntegerNetwork } from '../networks/load-integer.js';
import { fastPredictor } from '../onnx/predictor.js';
import { pictureToTensor } from '../video/picture.js';
import { type Detect, floatDetector } from './detector.js';

/** What an encoder runs a network by: options for `encode`. */
export interface EncoderEngine {
  readonly detect: Detect;
  readonly decoder: Decoder;
  /** Lets go of what the engine holds outside of JavaScript's memory. */
  close(): Promise<void>;
}

/**
 * Makes a network ready to encode with. The engine `int8` measures by the quantized network; its keypoints are found in floats, for
 * the detector is no part of a decoder.
 *
 * @param from where the network was loaded from, by which its quantized form is found
 * @throws CodecError if the engine needs a package or a form of the network that is not there
 * @example
 * const engine = await encoderEngine(network, 'fast');
 * const { chunks } = encode(network, video, engine);
 */
export async function encoderEngine(network: Network, engine: Engine, from = network.name): Promise<EncoderEngine> {
  if (engine === 'fast') {
    const predictor = await fastPredictor(network.config, network.weights);
    const decoder = fastDecoder(predictor);
    return { detect: picture => predictor.detect(pictureToTensor(picture)), decoder, close: decoder.close };
  }
  const decoder = engine === 'int8' ? integerDecoder(await quantizedFrom(network, from)) : floatDecoder(network);
  return { detect: floatDetector(network), decoder, close: decoder.close };
}

async function quantizedFrom(network: Network, from: string): Promise<IntegerNetwork> {
  const quantized = await loadIntegerNetwork(from);
  if (quantized.hash !== networkHash(network.config, network.weights))
    throw new CodecError(
      `the quantized form of ${network.name} was made from other weights`,
      `quantize it again: grace codec quantize ${from}`,
    );
  return quantized;
}
