import { defaultSteps } from '../bitstream/keypoints/format.js';
import { limits } from '../bitstream/limits.js';
import type { Decoder } from '../decoder/decoder.js';
import { CodecError } from '../error.js';
import type { Detect } from './detector.js';

export interface EncodeOptions {
  /** Of source pictures (AVIF), 1, the smallest, to 100. Default 50. */
  readonly quality?: number | undefined;
  /** Steps from 0 to 1 of a coordinate, 1 to 65535. Default 256. */
  readonly steps?: number | undefined;
  /** Steps from 0 to 1 of an element of a Jacobian, for networks that have them. Default 256. */
  readonly jacobianSteps?: number | undefined;
  /** The most frames from one source frame to the next, 1 to 65535. Default: ten seconds. */
  readonly gop?: number | undefined;
  /**
   * How many dB the running quality may lie below the best that the source picture could give, before a new one is sent; see
   * `refreshRule`. Infinity: they come at the limit only. Default 4.
   */
  readonly refresh?: number | undefined;
  /** The fewest frames from one source frame to the next that quality asks for. Default: a quarter of a second. */
  readonly spacing?: number | undefined;
  /** Predicted frames of a record, 1 to 64: for files 5, the default; for live pipes 1, which waits for no later frame. */
  readonly batch?: number | undefined;
  /**
   * What frames are predicted by to see how well that goes. Default: the network in plain floats. `false`: nothing is predicted nor
   * measured, and source frames come at the limit only.
   */
  readonly decoder?: Decoder | false | undefined;
  /** What finds the keypoints. Default: the network in plain floats. */
  readonly detect?: Detect | undefined;
}

/** Options with nothing left out but what runs the network. */
export type Settings = Readonly<Required<{ [name in Exclude<keyof EncodeOptions, 'decoder' | 'detect'>]: number }>>;

/**
 * @param fps frames per second
 * @throws CodecError that names an option out of its bounds
 */
export function settingsOf(options: EncodeOptions, fps: number): Settings {
  const seconds = (of: number): number => Math.max(1, Math.min(limits.gop, Math.round(of * fps)));
  const gop = options.gop ?? seconds(10);
  const settings: Settings = {
    quality: options.quality ?? 50,
    steps: options.steps ?? defaultSteps,
    jacobianSteps: options.jacobianSteps ?? defaultSteps,
    gop,
    refresh: options.refresh ?? 4,
    spacing: options.spacing ?? Math.min(gop, seconds(0.25)),
    batch: options.batch ?? 5,
  };
  const most = {
    quality: 100,
    steps: limits.steps,
    jacobianSteps: limits.steps,
    gop: limits.gop,
    spacing: gop,
    batch: limits.batch,
  };
  for (const [name, high] of Object.entries(most)) {
    const value = settings[name as keyof typeof most];
    if (!(Number.isInteger(value) && value >= 1 && value <= high))
      throw new CodecError(`the option ${name} is ${value}`, `give a whole number from 1 to ${high}`);
  }
  if (!(settings.refresh > 0))
    throw new CodecError(`the option refresh is ${settings.refresh} dB`, 'give a number above 0');
  return settings;
}
