import type { Keypoints } from '../tensor/keypoints.js';
import { type Picture, picture } from '../video/picture.js';
import { checkDecoder } from './check/decoder.js';
import { jacobiansToFixed, keypointsToPixels } from './fixed.js';
import type { IntegerNetwork } from './network.js';
import { type IntegerRunOptions, type IntegerTensors, prepareInteger } from './run.js';
import type { IntegerTensor } from './tensor.js';

/** A quantized decoder at work: what `predictor` is for floats. */
export interface IntegerPredictor {
  /** What a source picture contributes to all frames that are made from it. */
  source(picture: Picture): IntegerTensors;
  /** The outputs of the frame graph: `prediction` in bytes, and the maps on the way to it. */
  frame(source: IntegerTensors, sourceKeypoints: Keypoints, drivingKeypoints: Keypoints): IntegerTensors;
}

/**
 * A quantized network, ready to run any number of times: everything between the bytes of the source and those of the frame is
 * in whole numbers.
 *
 * ```ts
 * const { source, frame } = integerPredictor(network);
 * const { prediction } = frame(source(first), keypointsOfFirst, keypointsOfOther);
 * planesToPicture(prediction!);
 * ```
 *
 * Its functions throw CodecError for a picture or keypoints of another shape, and where Jacobians are missing that the network has.
 *
 * @throws CodecError if its graphs are none that hardware could run, or are no decoder together (see `checkDecoder`)
 */
export function integerPredictor(network: IntegerNetwork, options: IntegerRunOptions = {}): IntegerPredictor {
  checkDecoder(network);
  const [source, frame] = [prepareInteger(network.source), prepareInteger(network.frame)];
  const { smallSource, jacobians } = network.frame.inputs;
  const size = smallSource!.shape[1]!;
  const points = ({ keypoints }: Keypoints): IntegerTensor => ({
    shape: keypoints.shape,
    data: keypointsToPixels(keypoints.data, size),
  });
  return {
    source: from => source({ picture: pictureToPlanes(from) }, options),
    frame(features, from, to) {
      const matrices =
        jacobians && from.jacobians && to.jacobians
          ? { shape: jacobians.shape, data: jacobiansToFixed(from.jacobians.data, to.jacobians.data) }
          : undefined;
      const keypoints = { sourceKeypoints: points(from), drivingKeypoints: points(to) };
      return frame({ ...features, ...keypoints, ...(matrices && { jacobians: matrices }) }, options);
    },
  };
}

/** The bytes of a picture, colour by colour: `[3, height, width]`. */
export function pictureToPlanes({ width, height, rgb }: Picture): IntegerTensor {
  const pixels = width * height;
  const data = new Uint8Array(3 * pixels);
  for (let at = 0; at < data.length; at++) data[(at % 3) * pixels + Math.floor(at / 3)] = rgb[at]!;
  return { shape: [3, height, width], data };
}

/** The picture of bytes `[3, height, width]`. */
export function planesToPicture({ shape, data }: IntegerTensor): Picture {
  const [, height, width] = shape as readonly [number, number, number];
  const pixels = width * height;
  const rgb = new Uint8Array(3 * pixels);
  for (let at = 0; at < rgb.length; at++) rgb[at] = data[(at % 3) * pixels + Math.floor(at / 3)]!;
  return picture(width, height, rgb);
}
