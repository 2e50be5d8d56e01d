import {
  decode,
  type EncodeReport,
  type Engine,
  encode,
  encoderEngine,
  loadNetwork,
  type Picture,
  type Quality,
  qualityMeter,
  type Video,
} from 'grace-hdl/codec';

/** Passes frames on and tells how far it is. */
export type Counted = (what: string, frames: Iterable<Picture> | AsyncIterable<Picture>) => AsyncIterable<Picture>;

/** What an engine made of a stream. */
export interface Decoded {
  readonly engine: Engine;
  readonly pictures: readonly Picture[];
  readonly quality: Quality;
  readonly framesPerSecond: number;
}

/** Encodes a clip. INT8 decides when a new source picture is sent: it is what hardware shows. */
export async function encodeClip(
  clip: readonly Picture[],
  counted: Counted,
): Promise<{ readonly stream: Uint8Array; readonly report: EncodeReport }> {
  const { width, height } = clip[0]!;
  const network = await loadNetwork('tiny-64');
  const video: Video = { width, height, rate: { numerator: 25, denominator: 1 }, frames: counted('encoding', clip) };
  const { chunks, report } = encode(network, video, await encoderEngine(network, 'int8'));
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return { stream: Buffer.concat(parts), report: report() };
}

/** Decodes a stream and compares it with the clip that it was made of. */
export async function decodeWith(
  engine: Engine,
  stream: Uint8Array,
  clip: readonly Picture[],
  counted: Counted,
): Promise<Decoded> {
  const video = await decode([stream], { engine });
  const pictures: Picture[] = [];
  const start = performance.now();
  for await (const one of counted(`decoding, ${engine}`, video.frames)) pictures.push(one);
  const framesPerSecond = pictures.length / ((performance.now() - start) / 1000);
  return { engine, pictures, quality: qualityOf(pictures, clip), framesPerSecond };
}

/** What one would have of the first frame alone. */
export const repeated = (clip: readonly Picture[]): Quality =>
  qualityOf(
    clip.map(() => clip[0]!),
    clip,
  );

function qualityOf(pictures: readonly Picture[], clip: readonly Picture[]): Quality {
  const meter = qualityMeter();
  pictures.forEach((one, i) => {
    meter.add(clip[i]!, one);
  });
  return meter.quality();
}
