import { aligned } from '../text/aligned.js';
import type { AgcFrame, FrameSize } from './container/frame.js';
import type { AgcHeader } from './container/header.js';

/** Where the bytes of a stream go. */
export interface StreamBytes extends FrameSize {
  /** Header, index and end record: all that is no frame's. */
  readonly ends: number;
  readonly total: number;
}

/** What a stream, or the part of it that has been seen, takes. */
export interface StreamRate {
  readonly frames: number;
  /** How many of them are source frames, and so how many groups there are. */
  readonly sources: number;
  /** Of the longest group. */
  readonly longest: number;
  readonly seconds: number;
  readonly bytes: StreamBytes;
  /** Bits per second of all bytes. */
  readonly bitsPerSecond: number;
  /** Bits per second of all predicted frames with their framing, over the time of these frames; 0 without any. */
  readonly predictedBitsPerSecond: number;
}

/** Adds up the frames of a stream, in constant memory. */
export interface RateMeter {
  /** @param frames how many there are in what has this size */
  add(kind: AgcFrame['kind'], size: FrameSize, frames?: number): void;
  /** Bytes that are no frame's. */
  addEnds(bytes: number): void;
  rate(): StreamRate;
}

export function rateMeter({ rate: { numerator, denominator } }: Pick<AgcHeader, 'rate'>): RateMeter {
  const bytes = { picture: 0, keypoints: 0, framing: 0 };
  let [frames, sources, group, longest, predicted, ends] = [0, 0, 0, 0, 0, 0];
  const secondsOf = (count: number): number => (count * denominator) / numerator;
  const perSecond = (count: number, over: number): number => (over === 0 ? 0 : (8 * count) / secondsOf(over));
  return {
    add(kind, size, count = 1) {
      for (const part of ['picture', 'keypoints', 'framing'] as const) bytes[part] += size[part];
      if (kind === 'source') {
        sources++;
        group = 0;
      } else predicted += size.keypoints + size.framing;
      frames += count;
      group += count;
      longest = Math.max(longest, group);
    },
    addEnds: more => {
      ends += more;
    },
    rate() {
      const total = bytes.picture + bytes.keypoints + bytes.framing + ends;
      return {
        frames,
        sources,
        longest,
        seconds: secondsOf(frames),
        bytes: { ...bytes, ends, total },
        bitsPerSecond: perSecond(total, frames),
        predictedBitsPerSecond: perSecond(predicted, frames - sources),
      };
    },
  };
}

/** The rate as lines of a table. */
export function rateText({ frames, sources, seconds, bytes, ...rate }: StreamRate): string {
  const rows: readonly (readonly [what: string, count: number])[] = [
    ['source pictures', bytes.picture],
    ['keypoints', bytes.keypoints],
    ['framing', bytes.framing],
    ['header, index, end', bytes.ends],
    ['in all', bytes.total],
  ];
  const kilobits = (bits: number): string => (bits / 1000).toFixed(2);
  const perFrame = (count: number): string => (frames === 0 ? '-' : ((8 * count) / frames).toFixed(1));
  const table = [
    ['', 'bytes', 'bits/frame', 'kbit/s'],
    ...rows.map(([what, count]) => [
      what,
      `${count}`,
      perFrame(count),
      seconds === 0 ? '-' : kilobits((8 * count) / seconds),
    ]),
  ];
  const predicted = frames - sources;
  const groups = `${sources} source ${sources === 1 ? 'frame' : 'frames'}, ${predicted} predicted at ${kilobits(rate.predictedBitsPerSecond)} kbit/s; at most ${rate.longest} to a group`;
  return `${frames} frame${frames === 1 ? '' : 's'}, ${seconds.toFixed(2)} s: ${groups}\n${aligned(table, 3)}\n`;
}
