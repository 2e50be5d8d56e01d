import type { Axis } from '../ycbcr/sampling.js';

/** How the planes of a frame are sampled, horizontally and vertically; without them, there is brightness alone. */
export interface Sampling {
  readonly x: Axis;
  readonly y: Axis;
  readonly mono?: boolean;
}

const every: Axis = { step: 1, site: 'first' };
const first: Axis = { step: 2, site: 'first' };
const middle: Axis = { step: 2, site: 'middle' };

/** The sampling behind each tag of `C` for 8 bits. `420` alone, or no tag, means that of JPEG. */
export const samplings: ReadonlyMap<string, Sampling> = new Map<string, Sampling>([
  ['444', { x: every, y: every }],
  ['422', { x: first, y: every }],
  ['420', { x: middle, y: middle }],
  ['420jpeg', { x: middle, y: middle }],
  ['420mpeg2', { x: first, y: middle }],
  ['420paldv', { x: first, y: first }],
  ['mono', { x: every, y: every, mono: true }],
]);
