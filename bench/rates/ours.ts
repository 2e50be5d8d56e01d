import { agcWriter } from '../../codec/bitstream/container/writer.js';
import { networkHash } from '../../codec/bitstream/network-hash.js';
import type { Decoder } from '../../codec/decoder/decoder.js';
import type { Predictor } from '../../codec/float/predictor.js';
import type { NetworkConfig } from '../../codec/network/config.js';
import { qualityMeter } from '../../codec/quality/meter.js';
import type { Keypoints } from '../../codec/tensor/keypoints.js';
import { decodeAvif, encodeAvif } from '../../codec/video/avif.js';
import { type Picture, pictureToTensor } from '../../codec/video/picture.js';
import type { Weights } from '../../codec/weights/weights.js';
import type { TestClip } from './clips.js';
import { isMeasured } from './measured.js';
import { type Point, pointOf } from './point.js';

/** A network and what runs it: the name of each decoder is that of its line in the plot. */
export interface Contender {
  readonly config: NetworkConfig;
  readonly weights: Weights;
  readonly detect: Predictor['detect'];
  readonly decoders: Readonly<Record<string, Decoder>>;
}

export interface Setting {
  /** Steps from 0 to 1 of a keypoint. */
  readonly steps: number;
  /** Of the source picture, 1 to 100. */
  readonly quality: number;
  /** Seconds from one source picture to the next. */
  readonly every: number;
}

/** Frames of a record: this is about files, in which the peers look ahead, too. */
const batch = 10;

/** From the least rate upwards. */
export const settings: readonly Setting[] = [
  { steps: 64, quality: 30, every: Number.POSITIVE_INFINITY },
  { steps: 128, quality: 40, every: Number.POSITIVE_INFINITY },
  { steps: 256, quality: 50, every: Number.POSITIVE_INFINITY },
  { steps: 256, quality: 50, every: 2 },
  { steps: 256, quality: 50, every: 1 },
];

const nameOf = ({ steps, quality, every }: Setting): string =>
  `${steps} steps, AVIF ${quality}, ${Number.isFinite(every) ? `a source every ${every} s` : 'one source'}`;

/**
 * The points of all decoders and settings on a clip. Source pictures come at fixed times, and not when the quality asks for
 * them, so that a setting is one rate; quality is that of one frame in `nth`.
 */
export async function codecPoints(clip: TestClip, contender: Contender, nth: number): Promise<Point[]> {
  const { frames, fps } = clip;
  const keypoints = frames.map(frame => contender.detect(pictureToTensor(frame)));
  const points: Point[] = [];
  for (const setting of settings) {
    const { bytes, decoded } = await encoded(clip, keypoints, contender, setting);
    for (const [name, decoder] of Object.entries(contender.decoders)) {
      const meter = qualityMeter();
      for (const [i, { source, keypoints }] of decoded.entries()) {
        if (source) await decoder.source(source, keypoints);
        if (isMeasured(i, nth)) meter.add(frames[i]!, source ?? (await decoder.frame(keypoints)));
      }
      points.push(pointOf(name, nameOf(setting), bytes, frames.length / fps, meter.quality()));
    }
  }
  return points;
}

/** A frame as the decoder has it before the network. */
interface Decoded {
  readonly source?: Picture;
  readonly keypoints: Keypoints;
}

/** How many bytes a clip takes, and what is decoded from them. */
async function encoded(
  { frames, fps }: TestClip,
  keypoints: readonly Keypoints[],
  { config, weights }: Contender,
  { steps, quality, every }: Setting,
): Promise<{ readonly bytes: number; readonly decoded: readonly Decoded[] }> {
  const gop = Math.min(frames.length, Math.round(every * fps));
  const writer = agcWriter({
    width: config.size,
    height: config.size,
    rate: { numerator: fps, denominator: 1 },
    keypoints: { count: config.keypoints, steps },
    gopLimit: gop,
    pictureFormat: 'avif',
    network: { name: 'bench', hash: networkHash(config, weights) },
  });
  const decoded: Decoded[] = [];
  let bytes = writer.header.length;
  while (decoded.length < frames.length) {
    const at = decoded.length;
    if (at % gop === 0) {
      const avif = await encodeAvif(frames[at]!, { quality });
      const written = writer.source(avif, keypoints[at]!);
      decoded.push({ source: await decodeAvif(avif), keypoints: written.keypoints });
      bytes += written.bytes.length;
    } else {
      const end = Math.min(at + batch, at - (at % gop) + gop, frames.length);
      const written = writer.batch(keypoints.slice(at, end));
      decoded.push(...written.frames.map(keypoints => ({ keypoints })));
      bytes += written.bytes.length;
    }
  }
  return { bytes: bytes + writer.end().length, decoded };
}
