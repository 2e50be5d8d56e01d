import type { UInt } from '../../dsl/index.js';

/** A number in so many bits: zeros above, or what is above is dropped, where nothing is by the bounds of a command. */
export const fit = (value: UInt, bits: number): UInt => (value.width > bits ? value.trunc(bits) : value.extend(bits));
