import type { AdaptiveBit } from './adaptive-bit.js';

/**
 * One direction of the arithmetic coder. Whatever is coded is described once, for both directions: the description asks
 * for each bit with the value it has when encoding; the encoder writes and returns it, the decoder disregards it and
 * returns the one that it reads. So the two cannot disagree on the order of bits or on the models they use.
 */
export interface BitCoder {
  /** A bit whose probability `model` estimates and learns from. */
  bit(model: AdaptiveBit, value: boolean): boolean;
  /** A bit that is as likely one as zero. */
  evenBit(value: boolean): boolean;
}
