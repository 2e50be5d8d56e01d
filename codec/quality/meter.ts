import type { Picture } from '../video/picture.js';
import { decibels, meanSquaredError } from './psnr.js';
import { ssim } from './ssim.js';

/** The quality of a clip so far. */
export interface Quality {
  readonly frames: number;
  /** Of the squared error averaged over all frames, in dB; a frame without error does not make it infinite. */
  readonly psnr: number;
  /** Averaged over the frames. */
  readonly ssim: number;
}

/** Compares a clip frame by frame, in constant memory. */
export interface QualityMeter {
  readonly add: (reference: Picture, picture: Picture) => void;
  /** NaN for both measures before the first frame. */
  readonly quality: () => Quality;
}

/**
 * A meter for one clip.
 *
 * @example
 * const meter = qualityMeter();
 * for (const [i, frame] of original.entries()) meter.add(frame, decoded[i]!);
 * const { psnr, ssim } = meter.quality();
 */
export function qualityMeter(): QualityMeter {
  let frames = 0;
  let error = 0;
  let similarity = 0;
  return {
    add: (reference, picture) => {
      error += meanSquaredError(reference, picture);
      similarity += ssim(reference, picture);
      frames++;
    },
    quality: () => ({ frames, psnr: decibels(error / frames), ssim: similarity / frames }),
  };
}
