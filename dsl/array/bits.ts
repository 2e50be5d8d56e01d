import type { Int } from '../signal/int.js';
import { SInt } from '../signal/sint.js';
import type { UInt } from '../signal/uint.js';

/** The same value with a sign. */
export const signed = (x: Int): SInt => (x instanceof SInt ? x : (x as UInt).toSInt());

/** In so many bits, of which the value is known to need no more. */
export const fit = (x: SInt, width: number): SInt => (x.width < width ? x.extend(width) : x.trunc(width));
