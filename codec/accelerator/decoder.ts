import type { CompiledNetwork, Place } from '../compiler/image.js';
import type { Decoder } from '../decoder/decoder.js';
import { jacobiansToFixed, keypointsToPixels } from '../integer/fixed.js';
import { pictureToPlanes, planesToPicture } from '../integer/predictor.js';
import type { IntegerTensor } from '../integer/tensor.js';
import type { Keypoints } from '../tensor/keypoints.js';
import type { Picture } from '../video/picture.js';
import { motionRecords } from './motions.js';
import { readTensor, writeTensor } from './pack.js';
import type { AcceleratorTarget, ProgramRun } from './target.js';

/** Who watches a decoder at work. */
export interface AcceleratorDecoderOptions {
  /** Is told what each run took, and of which graph it was. */
  readonly observe?: (run: ProgramRun, graph: 'source' | 'frame') => void;
}

/** A decoder that predicts several frames in one run, which then share the weights that are read. */
export interface BatchDecoder extends Decoder {
  /** Frames of a run: `CompiledNetwork.batch`. */
  readonly batch: number;
  /**
   * The pictures of up to `batch` frames.
   *
   * @throws RangeError if there was no source yet, and for more frames
   */
  frames(keypoints: readonly Keypoints[]): Promise<Picture[]>;
}

/**
 * A decoder that runs on an accelerator: the source program once for each group of pictures, the frame program for every frame,
 * or batch of them. Software in between turns keypoints into records of motion, and that is all.
 *
 * Its functions throw CodecError when a program ends by a fault.
 *
 * @param target with the programs and constants of that network; closed with the decoder
 */
export function acceleratorDecoder(
  compiled: CompiledNetwork,
  target: AcceleratorTarget,
  { observe }: AcceleratorDecoderOptions = {},
): BatchDecoder {
  const { source, frame, batch } = compiled;
  const { rows } = compiled.accelerator;
  const { motions, smallSource } = frame.inputs as Readonly<Record<'motions' | 'smallSource', Place>>;
  const size = smallSource.shape[1]!;
  let from: Keypoints | undefined;

  const put = async (place: Place, tensor: IntegerTensor, image = 0): Promise<void> => {
    const bytes = new Uint8Array(place.bytes);
    writeTensor(bytes, { ...place, offset: 0 }, tensor, { rows });
    await target.write(place.offset + image * place.imageStride, bytes);
  };
  const get = async (place: Place, image: number): Promise<IntegerTensor> =>
    readTensor(
      await target.read(place.offset + image * place.imageStride, place.bytes),
      { ...place, offset: 0 },
      { rows },
    );
  const run = async (graph: 'source' | 'frame'): Promise<void> => {
    const took = await target.run(graph);
    observe?.(took, graph);
  };
  const motionTo = ({ keypoints, jacobians }: Keypoints, from: Keypoints): IntegerTensor => {
    const motion = {
      source: keypointsToPixels(from.keypoints.data, size),
      driving: keypointsToPixels(keypoints.data, size),
      ...(from.jacobians && jacobians && { jacobians: jacobiansToFixed(from.jacobians.data, jacobians.data) }),
    };
    return motionRecords(motion, motions.shape[0]!);
  };
  const frames = async (all: readonly Keypoints[]): Promise<Picture[]> => {
    if (!from) throw new RangeError('a frame before the first source');
    if (all.length > batch) throw new RangeError(`${all.length} frames at a time, for which ${batch} were compiled`);
    for (const [image, to] of all.entries()) await put(motions, motionTo(to, from), image);
    await run('frame');
    const pictures: Picture[] = [];
    for (const image of all.keys()) pictures.push(planesToPicture(await get(frame.outputs.prediction!, image)));
    return pictures;
  };
  return {
    batch,
    async source(picture, keypoints) {
      await put(source.inputs.picture!, pictureToPlanes(picture));
      await run('source');
      from = keypoints;
    },
    frames,
    async frame(keypoints) {
      const [picture] = await frames([keypoints]);
      return picture!;
    },
    close: () => target.close(),
  };
}
