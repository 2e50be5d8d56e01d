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

/**
 * Streams a picture through the engine of a filter, cycle by cycle. The source and the sink both hold back at random.
 * With `vcd`, the first 200 cycles are written there.
 */
export function runFilter(
  circuit: Circuit,
  { width, height, rgb }: Picture,
  { probability, seed }: Pressure,
  vcd?: string,
): Filtered {
  const sim = simulate(circuit, { seed });
  const recording = vcd === undefined ? undefined : sim.vcd(vcd, { cycles: 200 });
  const count = width * height;
  const start = performance.now();
  const { data, cycles } = sim.transfer({ s_axis: rgb } as never, {
    expect: { m_axis: count },
    stall: random(probability),
  });
  const seconds = (performance.now() - start) / 1000;
  recording?.close();
  return { picture: { width, height, rgb: bytesOf((data as { m_axis: Iterable<number> }).m_axis) }, cycles, seconds };
}

const bytesOf = (pixels: Iterable<unknown>): Uint8Array => Uint8Array.from([...pixels].flat() as number[]);
