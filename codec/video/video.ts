import { CodecError } from '../error.js';
import type { Picture } from './picture.js';

/** Frames per second as a fraction, such as 30000 / 1001, both integers of 1 .. 2^32-1. */
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

/** What is taken for the rate of what does not tell it. */
export const usualRate: Rate = Object.freeze({ numerator: 25, denominator: 1 });

/** Whether both numbers are within their bounds. */
export const isRate = ({ numerator, denominator }: Rate): boolean =>
  [numerator, denominator].every(number => Number.isInteger(number) && number >= 1 && number < 2 ** 32);

/** @throws CodecError if a number is out of its bounds */
export function checkRate(rate: Rate): void {
  if (!isRate(rate))
    throw new CodecError(
      `a rate of ${rate.numerator}/${rate.denominator} frames per second`,
      'give two integers from 1 to 4294967295: { numerator: 30000, denominator: 1001 }',
    );
}
