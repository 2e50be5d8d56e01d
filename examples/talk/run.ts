import {
  type EncodeReport,
  encode,
  encoderEngine,
  type Network,
  type Picture,
  type Quality,
  qualityMeter,
  type Video,
} from 'grace-hdl/codec';

/** Passes things on and tells how many of them have gone by. */
export type Counted = <T>(what: string, frames: Iterable<T> | AsyncIterable<T>) => AsyncIterable<T>;

/** Frames per second of a clip. */
export const rate = { numerator: 25, denominator: 1 };

/** Encodes a clip. INT8 decides when a new source picture is sent: it is what hardware shows. */
export async function encodeClip(
  network: Network,
  clip: readonly Picture[],
  counted: Counted,
): Promise<{ readonly stream: Uint8Array; readonly report: EncodeReport }> {
  const { width, height } = clip[0]!;
  const video: Video = { width, height, rate, frames: counted('encoding', clip) };
  const { chunks, report } = encode(network, video, await encoderEngine(network, 'int8'));
  const parts: Uint8Array[] = [];
  for await (const part of chunks) parts.push(part);
  return { stream: Buffer.concat(parts), report: report() };
}

/** How near pictures are to those of a clip. */
export function qualityOf(pictures: readonly Picture[], clip: readonly Picture[]): Quality {
  const meter = qualityMeter();
  pictures.forEach((one, i) => {
    meter.add(clip[i]!, one);
  });
  return meter.quality();
}
