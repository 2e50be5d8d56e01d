import type { Value } from './pickle/machine.js';
import type { Storage } from './stored.js';

/** A checkpoint of which the description has been read, and the numbers not yet. */
export interface Checkpoint {
  readonly value: Value;
  /** The bytes of a storage, as many as its length and kind say. */
  read(storage: Storage): Uint8Array;
}

/** The longest description that is read, in bytes; the published checkpoints need some hundred thousand. */
export const longestPickle = 16 << 20;
