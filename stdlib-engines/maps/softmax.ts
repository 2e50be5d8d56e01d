import {
  bundle,
  i16,
  module,
  type SIntType,
  type Stream,
  streamIn,
  streamOut,
  u16,
  u24,
  uint,
} from '../../dsl/index.js';
import { exp2, share } from '../quantized/softmax.js';
import { besideEach, foldPackets } from './packets.js';
import { reciprocalDivider } from './reciprocal.js';

/** A power of 2, and the reciprocal of the sum of all powers at its place: `share` makes a share of them. */
export const fractionType = bundle({ power: u16, inverse: u24 });

/** How long a packet may be, and the clock's period in ns. */
export interface SoftmaxOptions {
  readonly channels: number;
  readonly period?: number;
}

/**
 * Softmax of packets of logits, a packet for each place, a logit in a cycle: the greatest is found while they go into a
 * fifo, they leave it as powers, these go into a fifo while they are added and their sum is divided by. So three places are
 * worked on at a time, and a place takes as many cycles as it has channels, or `reciprocalInterval`.
 */
export function serialSoftmax(
  logits: Stream<SIntType<16>>,
  { channels, period = 6 }: SoftmaxOptions,
): Stream<typeof fractionType> {
  const depth = 2 ** Math.ceil(Math.log2(4 * channels));
  const [toHold, toCompare] = logits.fork();
  const greatest = foldPackets(toCompare, i16, -32768, (most, logit) => most.max(logit));
  const held = toHold.fifo(depth);
  const below = besideEach(held, greatest, u16, (logit, most) => most.sub(logit).asUInt().trunc(16));
  const powers = below.map(exp2, { period }).skid();
  const [toKeep, toAdd] = powers.fork();
  const sums = foldPackets(toAdd, uint(23), 0, (sum, power) => sum.addWrap(power.extend(23)));
  const divider = reciprocalDivider();
  sums.into(divider.sum);
  const kept = toKeep.fifo(depth);
  return besideEach(kept, divider.inverse.skid(), fractionType, (power, inverse) => ({ power, inverse }));
}

/**
 * Softmax as an engine of its own: packets of up to `channels` logits with 9 bits behind the point in units of log 2, one at a
 * time, to as many shares in 65536ths: the bits of `softmax(channels)`.
 *
 * Interval: the logits of a packet, 13 cycles at least. Latency from the last logit to the first share: about the
 * channels and 30 cycles. One DSP48E1.
 *
 * @example softmaxEngine({ channels: 11 })
 */
export const softmaxEngine = module(
  'softmaxEngine',
  (_: SoftmaxOptions) => ({ logits: streamIn(i16, { last: true }), shares: streamOut(u16, { last: true }) }),
  (io, options) => {
    const { period = 6 } = options;
    serialSoftmax(io.logits, options).map(share, { period }).skid().into(io.shares);
  },
);
