import type { CompiledNetwork, Place } from '../compiler/image.js';
import type { Decoder } from '../decoder/decoder.js';
import { jacobiansToFixed, keypointsToPixels } from '../integer/fixed.js';
import { pictureToPlanes, planesToPicture } from '../integer/predictor.js';
import type { IntegerTensor } from '../integer/tensor.js';
import type { Keypoints } from '../tensor/keypoints.js';
import { motionRecords } from './motions.js';
import { readTensor, writeTensor } from './pack.js';
import type { AcceleratorTarget, ProgramRun } from './target.js';

export interface AcceleratorDecoderOptions {
  /** Is told what each run took, and of which graph it was. */
  readonly observe?: (run: ProgramRun, graph: 'source' | 'frame') => void;
}

/**
 * A decoder that runs on an accelerator: the source program once for each group of pictures, the frame program for every frame.
 * Software in between turns keypoints into records of motion, and that is all.
 *
 * Its functions throw CodecError when a program ends by a fault.
 *
 * @param compiled for one frame at a time
 * @param target with the programs and constants of that network; closed with the decoder
 */
export function acceleratorDecoder(
  compiled: CompiledNetwork,
  target: AcceleratorTarget,
  { observe }: AcceleratorDecoderOptions = {},
): Decoder {
  const { rows } = compiled.accelerator;
  const { source, frame } = compiled;
  const { motions, smallSource } = frame.inputs as Readonly<Record<'motions' | 'smallSource', Place>>;
  const size = smallSource.shape[1]!;
  let from: Keypoints | undefined;

  const put = async (place: Place, tensor: IntegerTensor): Promise<void> => {
    const bytes = new Uint8Array(place.bytes);
    writeTensor(bytes, { ...place, offset: 0 }, tensor, { rows });
    await target.write(place.offset, bytes);
  };
  const get = async (place: Place): Promise<IntegerTensor> =>
    readTensor(await target.read(place.offset, place.bytes), { ...place, offset: 0 }, { rows });
  const run = async (graph: 'source' | 'frame'): Promise<void> => {
    const took = await target.run(graph);
    observe?.(took, graph);
  };
  return {
    async source(picture, keypoints) {
      await put(source.inputs.picture!, pictureToPlanes(picture));
      await run('source');
      from = keypoints;
    },
    async frame(to) {
      if (!from) throw new RangeError('a frame before the first source');
      const motion = {
        source: keypointsToPixels(from.keypoints.data, size),
        driving: keypointsToPixels(to.keypoints.data, size),
        ...(from.jacobians && to.jacobians && { jacobians: jacobiansToFixed(from.jacobians.data, to.jacobians.data) }),
      };
      await put(motions, motionRecords(motion, motions.shape[0]!));
      await run('frame');
      return planesToPicture(await get(frame.outputs.prediction!));
    },
    close: () => target.close(),
  };
}
