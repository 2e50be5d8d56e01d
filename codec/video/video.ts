import type { Picture } from './picture.js';

/** Frames per second as a fraction, such as 30000 / 1001. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Moving pictures. They are made or read as they are asked for, so that a clip of any length takes the memory of a few
 * frames, and can be gone through once; who stops early closes the file or ends the program that they come from.
 */
export interface Video {
  /** Pixels, the same in every frame. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly rate: Rate;
  readonly frames: AsyncIterable<Picture>;
  /** Closes the file, or ends the program, for who has opened it and does not go through the frames. */
  readonly close?: () => Promise<void>;
}
