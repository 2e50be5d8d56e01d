/** Arrays of multipliers between streams. */
export { macArray } from './mac-array.js';
export type { MacArrayOptions } from './options.js';
