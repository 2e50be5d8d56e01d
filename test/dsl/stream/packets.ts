import fc from 'fast-check';
import { random, simulate } from '../../../backend-sim/index.js';
import type { Circuit } from '../../../dsl/index.js';
import type { Payloads, Weather } from './rig.js';

export type Packet = readonly number[];

/** Packets of bytes; by default of 1 to 6 elements. */
export const packets = (maxLength = 6, constraints: fc.ArrayConstraints = { maxLength: 8 }): fc.Arbitrary<Packet[]> =>
  fc.array(fc.array(fc.nat(255), { minLength: 1, maxLength }), constraints);

export const ends = (of: readonly Packet[]): boolean[] =>
  of.flatMap(packet => packet.map((_, i) => i === packet.length - 1));

/** Whole packets through a circuit, from random state; what comes out is cut at its marks. */
export function pourPackets(
  circuit: Circuit,
  feed: Readonly<Record<string, readonly Packet[]>>,
  expect: Readonly<Record<string, number>>,
  { source, sink, seed }: Weather = { source: 0, sink: 0, seed: 1 },
  beside: Payloads = {},
): { readonly data: Readonly<Record<string, unknown[][]>>; readonly cycles: number } {
  const sim = simulate(circuit, { seed, randomizeState: true });
  const names = Object.keys(feed);
  const { data, last, cycles } = sim.transfer(
    { ...Object.fromEntries(names.map(name => [name, feed[name]!.flat()])), ...beside } as never,
    {
      expect,
      last: Object.fromEntries(names.map(name => [name, ends(feed[name]!)])),
      stall: Object.fromEntries([
        ...[...names, ...Object.keys(beside)].map(name => [name, random(source)] as const),
        ...Object.keys(expect).map(name => [name, random(sink)] as const),
      ]),
    },
  );
  const cut = Object.keys(expect).map(name => {
    const items = Array.from((data as Record<string, ArrayLike<unknown>>)[name]!);
    return [name, cutAt(items, last[name])] as const;
  });
  return { data: Object.fromEntries(cut), cycles };
}

/** What follows the final mark, if anything, is a packet of its own. */
function cutAt(items: readonly unknown[], marks: readonly boolean[] | undefined): unknown[][] {
  const found: unknown[][] = [];
  let open = false;
  items.forEach((item, i) => {
    if (open) found.at(-1)!.push(item);
    else found.push([item]);
    open = !marks?.[i];
  });
  return found;
}
