import { type Decoder, decodeAvif, type Picture, readAgc } from 'grace-hdl/codec';

/** A decoder, and which frames it is asked for, by their numbers. */
export interface Wanted {
  readonly decoder: Decoder;
  readonly wants: (index: number) => boolean;
}

/** A frame as each of the decoders makes it that was asked. */
export interface Decoded<Name extends string> {
  readonly index: number;
  readonly pictures: Readonly<Partial<Record<Name, Picture>>>;
}

/**
 * Goes once through a stream with several decoders, frame by frame; each gets the source picture when it is first asked for
 * a frame of its group. A source frame is its picture, for all of them.
 */
export async function* decodeBeside<Name extends string>(
  stream: Uint8Array,
  decoders: Readonly<Record<Name, Wanted>>,
): AsyncGenerator<Decoded<Name>, void> {
  const { header, frames } = readAgc(stream);
  const all = Object.entries(decoders) as [Name, Wanted][];
  let begin = async (_: Decoder): Promise<void> => {};
  let waiting = new Set<Decoder>();
  for (const frame of frames()) {
    const { index, keypoints } = frame;
    const asked = all.filter(([, { wants }]) => wants(index));
    const pictures: Partial<Record<Name, Picture>> = {};
    if (frame.kind === 'source') {
      const source = await decodeAvif(frame.picture, header);
      begin = decoder => decoder.source(source, keypoints);
      waiting = new Set(all.map(([, { decoder }]) => decoder));
      for (const [name] of asked) pictures[name] = source;
    } else
      for (const [name, { decoder }] of asked) {
        if (waiting.delete(decoder)) await begin(decoder);
        pictures[name] = await decoder.frame(keypoints);
      }
    yield { index, pictures };
  }
}
