import { type Place, placeOf } from './store.js';

/** A burst as its address channel gave it. */
export interface MemoryBurst extends Place {
  readonly access: 'read' | 'write';
  readonly address: number | bigint;
  readonly id: number;
  /** Beats. */
  readonly length: number;
  /** Bytes of a beat. */
  readonly size: number;
  readonly kind: 'fixed' | 'incr' | 'wrap';
}

const kinds = ['fixed', 'incr', 'wrap'] as const;

/** What an address channel says: its fields by name. */
export function burstOf(access: 'read' | 'write', field: (name: string) => number | bigint): MemoryBurst {
  const address = field('addr');
  const kind = kinds[Number(field('burst'))];
  if (!kind) throw new Error(`burst of kind 3 at address 0x${address.toString(16)}: AXI reserves it`);
  const length = Number(field('len')) + 1;
  const size = 2 ** Number(field('size'));
  const burst = { access, address, ...placeOf(address), id: Number(field('id')), length, size, kind };
  if (kind === 'incr' && beatOffset(burst, length - 1) >= 4096)
    throw new Error(`${access} burst of ${length} beats at address 0x${address.toString(16)} crosses a border of 4 KB`);
  return burst;
}

/** The byte of the page at which beat `i` begins, down to a multiple of its size (IHI 0022, A3.4.1). */
export function beatOffset({ offset, kind, length, size }: MemoryBurst, i: number): number {
  const aligned = offset - (offset % size);
  if (kind === 'fixed') return aligned;
  if (kind === 'incr') return aligned + i * size;
  const all = length * size;
  const low = offset - (offset % all);
  return low + ((aligned - low + i * size) % all);
}
