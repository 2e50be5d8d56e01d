import { floatDecoder, type IntegerNetwork, integerDecoder, type Network, type Picture } from 'grace-hdl/codec';
import { decodeBeside } from './decoders.js';
import type { Hardware } from './hardware.js';
import type { Counted } from './run.js';

/** A stream as it is decoded, and some of its frames in floats. */
export interface DecodedClip {
  readonly decoded: readonly Picture[];
  /** By the numbers of the frames. */
  readonly float: ReadonlyMap<number, Picture>;
}

export interface DecodeJob {
  readonly stream: Uint8Array;
  readonly network: Network;
  readonly integers: IntegerNetwork;
  /** Decodes beside the integer model as long as it wants to. */
  readonly chip: Pick<Hardware, 'decoder' | 'wants'>;
  /** Frames that are wanted in floats too, by their numbers: the plain reference takes ten times as long. */
  readonly inFloat: readonly number[];
  readonly counted: Counted;
}

/**
 * Decodes a stream by the integer model, and on an accelerator as far as that goes.
 *
 * @throws Error where the two make different pictures
 */
export async function decodeClip({
  stream,
  network,
  integers,
  chip,
  inFloat,
  counted,
}: DecodeJob): Promise<DecodedClip> {
  const frames = decodeBeside(stream, {
    model: { decoder: integerDecoder(integers), wants: () => true },
    chip: { decoder: chip.decoder, wants: () => chip.wants() },
    float: { decoder: floatDecoder(network), wants: index => inFloat.includes(index) },
  });
  const decoded: Picture[] = [];
  const float = new Map<number, Picture>();
  for await (const { index, pictures } of counted('decoding', frames)) {
    const { model, chip: made, float: real } = pictures;
    if (made && !made.rgb.every((byte, i) => byte === model!.rgb[i]))
      throw new Error(`frame ${index}: the accelerator's picture is not that of the integer model`);
    decoded.push(model!);
    if (real) float.set(index, real);
  }
  return { decoded, float };
}
