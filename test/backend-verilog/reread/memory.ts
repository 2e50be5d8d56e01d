import { gather, type Nets, scatter } from './bits.js';
import { type Bit, type JsonCell, paramBits, paramNumber, paramValue } from './netlist.js';

/** A `$mem_v2` cell whose read ports are asynchronous, as `memory_collect` leaves it. */
export interface RereadMemory {
  readonly clocks: readonly Bit[];
  /** Net bits that a read depends on, and that it drives. */
  readonly reads: readonly { readonly inputs: readonly Bit[]; readonly outputs: readonly Bit[] }[];
  /** Shows the addressed words; true when a bit changed. */
  read(nets: Nets, port: number): boolean;
  /** What the write ports with an edge would store, from the values before it. */
  write(before: Nets, edges: readonly boolean[]): () => void;
  readonly polarity: readonly number[];
}

export function rereadMemory(cell: JsonCell): RereadMemory {
  const { connections } = cell;
  const [width, size, abits] = [paramNumber(cell, 'WIDTH'), paramNumber(cell, 'SIZE'), paramNumber(cell, 'ABITS')];
  const [reads, writes] = [paramNumber(cell, 'RD_PORTS'), paramNumber(cell, 'WR_PORTS')];
  if (paramBits(cell, 'RD_CLK_ENABLE').some(bit => bit === 1)) throw new Error('a clocked read port');
  const init = paramValue(cell, 'INIT');
  const words = Array.from({ length: size }, (_, i) => BigInt.asUintN(width, init >> BigInt(i * width)));
  const cut = (pin: string, port: number, bits: number): readonly Bit[] =>
    connections[pin]!.slice(port * bits, (port + 1) * bits);
  const ports = Array.from({ length: reads }, (_, i) => ({
    inputs: cut('RD_ADDR', i, abits),
    outputs: cut('RD_DATA', i, width),
  }));
  return {
    clocks: writes > 0 ? connections.WR_CLK!.slice(0, writes) : [],
    polarity: paramBits(cell, 'WR_CLK_POLARITY'),
    reads: ports,
    read(nets, port) {
      const { inputs, outputs } = ports[port]!;
      return scatter(nets, outputs, words[Number(gather(nets, inputs))] ?? 0n);
    },
    write(before, edges) {
      const stores = edges.flatMap((edge, i) => {
        if (!edge) return [];
        const address = Number(gather(before, cut('WR_ADDR', i, abits)));
        const enable = gather(before, cut('WR_EN', i, width));
        return address < size ? [{ address, enable, data: gather(before, cut('WR_DATA', i, width)) }] : [];
      });
      return () => {
        for (const { address, enable, data } of stores) words[address] = (words[address]! & ~enable) | (data & enable);
      };
    },
  };
}
