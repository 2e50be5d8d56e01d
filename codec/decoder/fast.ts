import type { FastPredictor } from '../onnx/predictor.js';
import { pictureToTensor, tensorToPicture } from '../video/picture.js';
import { type Decoder, decoderOf } from './decoder.js';

/** The engine `fast`: floats in onnxruntime-web. Its pictures are those of `float` but for a step of a byte here and there. */
export const fastDecoder = ({ source, frame, close }: FastPredictor): Decoder =>
  decoderOf({
    source: picture => source(pictureToTensor(picture)),
    frame: async (features, from, to) => tensorToPicture((await frame(features, from, to)).prediction),
    close,
  });
