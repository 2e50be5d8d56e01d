import type { Circuit } from 'grace-hdl';
import { random, simulate } from 'grace-hdl/sim';
import { type FilterSpec, filterEngine } from './engine.js';
import { type Filter, quantize } from './filters.js';
import type { Picture } from './picture.js';

/** What a filter made of a picture, in the engine, and what it took. */
export interface Filtered {
  readonly picture: Picture;
  readonly cycles: number;
  readonly seconds: number;
}

/** How often each side holds back, and the seed of when. */
export interface Pressure {
  readonly probability: number;
  readonly seed: number;
}

export const circuitOf = (filter: Filter, { width, height }: Picture): Circuit => {
  const { name, size } = filter;
  const spec: FilterSpec = { name, size, width, height, ...quantize(filter) };
  return filterEngine(name)(spec);
};

/** Streams a picture through the engine of a filter, cycle by cycle. The source and the sink both hold back at random. */
export function runFilter(
  circuit: Circuit,
  { width, height, rgb }: Picture,
  { probability, seed }: Pressure,
): Filtered {
  const sim = simulate(circuit, { seed });
  const count = width * height;
  const start = performance.now();
  const { data, cycles } = sim.transfer({ s_axis: rgb } as never, {
    expect: { m_axis: count },
    stall: random(probability),
  });
  const seconds = (performance.now() - start) / 1000;
  return { picture: { width, height, rgb: bytesOf((data as { m_axis: Iterable<number> }).m_axis) }, cycles, seconds };
}

/**
 * The first 200 cycles of the same run as a VCD file. A run of its own on the first pixels, since a run that is recorded
 * goes cycle by cycle through TypeScript to its end; with the seed the stalls are the same.
 */
export function recordFilter(
  { size }: Filter,
  circuit: Circuit,
  { width, height, rgb }: Picture,
  { probability, seed }: Pressure,
  vcd: string,
): void {
  const sim = simulate(circuit, { seed });
  const recording = sim.vcd(vcd, { cycles: 200 });
  const [count, reach] = [width * height, (size - 1) / 2];
  const sent = Math.min(count, 200 + reach * (width + 1));
  // The last pixels of a part have no results yet: those need the rows below.
  const expected = sent === count ? count : sent - reach * (width + 1);
  const feed = { s_axis: rgb.subarray(0, 3 * sent) } as never;
  sim.transfer(feed, { expect: { m_axis: expected }, stall: random(probability) });
  recording.close();
}

const bytesOf = (pixels: Iterable<unknown>): Uint8Array => Uint8Array.from([...pixels].flat() as number[]);
