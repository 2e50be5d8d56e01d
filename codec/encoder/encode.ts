import type { AgcHeader } from '../bitstream/container/header.js';
import { agcWriter } from '../bitstream/container/writer.js';
import { dequantizeKeypoints, quantizeKeypoints } from '../bitstream/keypoints/quantizer.js';
import { networkHash } from '../bitstream/network-hash.js';
import { rateMeter, type StreamRate } from '../bitstream/rate.js';
import type { Decoder } from '../decoder/decoder.js';
import { floatDecoder } from '../decoder/float.js';
import { CodecError } from '../error.js';
import type { Network } from '../networks/load.js';
import { type Quality, qualityMeter } from '../quality/meter.js';
import { meanSquaredError } from '../quality/psnr.js';
import type { Keypoints } from '../tensor/keypoints.js';
import { decodeAvif, encodeAvif } from '../video/avif.js';
import type { Picture } from '../video/picture.js';
import type { Video } from '../video/video.js';
import { floatDetector } from './detector.js';
import { type EncodeOptions, settingsOf } from './options.js';
import { refreshRule } from './refresh.js';

/** A clip that becomes a stream as its bytes are asked for. */
export interface Encoding {
  readonly header: AgcHeader;
  /** The stream, piece by piece, once. When this ends, by itself or by a `break`, the clip is closed. */
  readonly chunks: AsyncGenerator<Uint8Array, void>;
  /** What has been made so far. */
  report(): EncodeReport;
}

export interface EncodeReport extends StreamRate {
  /** How many source frames came because the quality asked for them. */
  readonly refreshes: number;
  /** Of the frames as they are decoded; not there where nothing is. */
  readonly quality?: Quality;
}

/**
 * Encodes a clip with a network, frame by frame: it holds one picture and its prediction, and the keypoints of a batch, for a clip of
 * any length. The loop is closed: source picture and keypoints are those that the decoder will have.
 *
 * @throws CodecError if the clip has another size than the network, or an option is out of its bounds; going through the
 * chunks, if the clip has no frames, cannot be read, or the network gives no keypoints that can be coded
 * @example
 * const network = await loadNetwork('tiny-64');
 * const { chunks, report } = encode(network, await openVideo('clip.mp4', { size: network.config.size }));
 * await writeFile('clip.agc', chunks);
 * console.log(rateText(report()));
 */
export function encode(network: Network, video: Video, options: EncodeOptions = {}): Encoding {
  const { config, weights } = network;
  if (video.width !== config.size || video.height !== config.size)
    throw new CodecError(
      `the clip has ${video.width}x${video.height} pixels, and the network ${network.name} takes ${config.size}x${config.size}`,
      'cut and scale it: openVideo(path, { size }), or fitVideo',
    );
  const settings = settingsOf(options, video.rate.numerator / video.rate.denominator);
  const { quality, steps, jacobianSteps, gop, refresh, spacing, batch } = settings;
  const header: AgcHeader = {
    width: config.size,
    height: config.size,
    rate: video.rate,
    keypoints: { count: config.keypoints, steps, ...(config.jacobians && { jacobianSteps }) },
    gopLimit: gop,
    pictureFormat: 'avif',
    network: { name: streamName(network.name), hash: networkHash(config, weights) },
  };
  const writer = agcWriter(header);
  const rate = rateMeter(header);
  const meter = qualityMeter();
  const detect = options.detect ?? floatDetector(network);
  const decoder = options.decoder === false ? undefined : (options.decoder ?? floatDecoder(network));
  const rule = refreshRule(refresh, spacing);
  let refreshes = 0;

  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    rate.addEnds(writer.header.length);
    let waiting: Keypoints[] = [];
    let group = 0;
    const flushed = (): Uint8Array[] => {
      if (waiting.length === 0) return [];
      const { bytes, size } = writer.batch(waiting);
      rate.add('predicted', size, waiting.length);
      waiting = [];
      return [bytes];
    };
    for await (const frame of video.frames) {
      const keypoints = await detect(frame);
      const full = group === 0 || group === gop;
      const prediction = full ? undefined : await decoder?.frame(asSent(header, keypoints));
      const asked = prediction !== undefined && rule.asks(meanSquaredError(frame, prediction));
      if (full || asked) {
        const parts = [...flushed(), ...(await source(frame, keypoints))];
        // After the first source frame has come about: a clip without any leaves no bytes.
        if (group === 0) yield writer.header;
        yield* parts;
        group = 1;
        if (asked) refreshes++;
      } else {
        if (prediction) meter.add(frame, prediction);
        waiting.push(keypoints);
        group++;
        if (waiting.length === batch) yield* flushed();
      }
    }
    if (group === 0) throw new CodecError('the clip has no frames', 'give one with at least one frame');
    yield* flushed();
    const end = writer.end();
    rate.addEnds(end.length);
    yield end;
  }

  const source = async (frame: Picture, keypoints: Keypoints): Promise<Uint8Array[]> => {
    const avif = await encodeAvif(frame, { quality });
    const written = writer.source(avif, keypoints);
    rate.add('source', written.size);
    if (decoder) meter.add(frame, await begin(decoder, frame, await decodeAvif(avif, header), written.keypoints));
    return [written.bytes];
  };

  /** Begins a group as the decoder will, and gives its source picture. */
  const begin = async (decoder: Decoder, frame: Picture, decoded: Picture, keypoints: Keypoints): Promise<Picture> => {
    await decoder.source(decoded, keypoints);
    rule.begin(meanSquaredError(frame, await decoder.frame(keypoints)));
    return decoded;
  };

  return {
    header,
    chunks: chunks(),
    report: () => ({ ...rate.rate(), refreshes, ...(decoder && { quality: meter.quality() }) }),
  };
}

/** Keypoints as the decoder will have them, whatever record they go into. */
const asSent = ({ keypoints: format }: AgcHeader, keypoints: Keypoints): Keypoints =>
  dequantizeKeypoints(format, quantizeKeypoints(format, keypoints));

/** A stream's name of a network is of fewer characters than a file's may be. */
const streamName = (name: string): string =>
  name
    .replace(/[^\w.-]/g, '_')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64) || 'network';
