import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { qualityMeter } from '../../codec/quality/meter.js';
import { type Picture, picture } from '../../codec/video/picture.js';
import type { TestClip } from './clips.js';
import { isMeasured } from './measured.js';
import { type Point, pointOf } from './point.js';

interface Peer {
  readonly name: string;
  readonly encoder: string;
  /** From the lowest rate that the encoder has upwards. */
  readonly crf: readonly number[];
  /** The elementary stream: no container, whose headers would be most of the bytes at these rates. */
  readonly format: string;
  readonly options: readonly string[];
}

/**
 * Encoders that the world has, as they would be set for the least rate: slowest presets, one key picture at the
 * beginning, and none of the text about themselves that they write into the stream.
 */
const peers: readonly Peer[] = [
  {
    name: 'x264',
    encoder: 'libx264',
    crf: [51, 48, 45, 42, 38, 34, 30],
    format: 'h264',
    options: ['-preset', 'placebo', '-g', '9999', '-bsf:v', 'filter_units=remove_types=6'],
  },
  {
    name: 'x265',
    encoder: 'libx265',
    crf: [51, 48, 45, 42, 38, 34, 30],
    format: 'hevc',
    options: ['-preset', 'veryslow', '-x265-params', 'info=0:keyint=9999:min-keyint=9999:log-level=none'],
  },
];

/** The names of the peers that ffmpeg has here; none where there is no ffmpeg. */
export function peersHere(): readonly string[] {
  const { stdout } = spawnSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8' });
  return peers.filter(({ encoder }) => stdout?.includes(` ${encoder} `)).map(({ name }) => name);
}

/** What ffmpeg makes of `input`; its own words if it fails. */
function ffmpeg(args: readonly string[], input: Uint8Array): Buffer {
  const all = ['-hide_banner', '-loglevel', 'error', ...args];
  const { status, stdout, stderr, error }: SpawnSyncReturns<Buffer> = spawnSync('ffmpeg', all, {
    input,
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`ffmpeg ${args.join(' ')}\n${stderr}`);
  return stdout;
}

const raw = (width: number, height: number, fps: number): string[] =>
  `-f rawvideo -pix_fmt rgb24 -s ${width}x${height} -r ${fps} -i -`.split(' ');

/** The points of one peer on a clip, in 4:2:0 as its streams usually are; quality of one frame in `nth`. */
export function peerPoints(name: string, { frames, fps }: TestClip, nth: number): Point[] {
  const { encoder, crf, format, options } = peers.find(peer => peer.name === name)!;
  const { width, height } = frames[0]!;
  const clip = Buffer.concat(frames.map(({ rgb }) => rgb));
  return crf.map(rate => {
    const stream = ffmpeg(
      [
        ...raw(width, height, fps),
        '-c:v',
        encoder,
        '-crf',
        `${rate}`,
        '-pix_fmt',
        'yuv420p',
        ...options,
        '-f',
        format,
        '-',
      ],
      clip,
    );
    const decoded = ffmpeg(
      ['-f', format, '-i', '-', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
      stream,
    );
    return pointOf(name, `crf ${rate}`, stream.length, frames.length / fps, compare(frames, decoded, nth));
  });
}

function compare(frames: readonly Picture[], bytes: Uint8Array, nth: number) {
  const size = frames[0]!.rgb.length;
  if (bytes.length !== size * frames.length)
    throw new Error(`${frames.length} frames were encoded, and ${bytes.length / size} came back`);
  const meter = qualityMeter();
  frames.forEach((frame, i) => {
    if (!isMeasured(i, nth)) return;
    meter.add(frame, picture(frame.width, frame.height, bytes.subarray(i * size, (i + 1) * size)));
  });
  return meter.quality();
}
