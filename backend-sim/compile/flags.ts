import type { Code } from '../wasm/index.js';
import type { MarkSink } from './sink.js';

/**
 * Where the flags of partitions lie, and of values that are kept. Four words of 32 flags belong to every 32 of them:
 * ```
 * now       which of them run in this cycle
 * woken     which have to run in the next, because of what decides whether they do anything
 * offered   which have new values to store, should their conditions be true
 * sampling  which stored something when they ran last, so that new values alone wake them
 * ```
 * So a valid wakes a partition, and a payload only one that takes it.
 */
export interface Flags {
  /** Words of partitions, and after them words of values that are kept; both in whole rows of 16 bytes. */
  readonly words: number;
  readonly kept: number;
  readonly now: number;
  readonly woken: number;
  readonly offered: number;
  readonly sampling: number;
}

/** The bits of these partitions in the words from an address. */
export function bitsAt(address: number, partitions: readonly number[]): MarkSink['bits'] {
  const masks = new Map<number, number>();
  for (const one of partitions) masks.set(one >>> 5, (masks.get(one >>> 5) ?? 0) | (1 << (one & 31)));
  return [...masks].sort(([a], [b]) => a - b).map(([word, mask]) => ({ address: address + 4 * word, mask }));
}

/**
 * Of partitions: now = woken | (offered & sampling); woken = offered = 0; sampling &= ~now.
 * Of values that are kept: now |= woken; woken = 0. Their flags stay until they have been computed.
 */
export function beginCycle(
  code: Code,
  { words, kept, now, woken, offered, sampling }: Flags,
  always: MarkSink['bits'],
): void {
  for (const { address, mask } of always) {
    code.i32(0).i32(0).access('i32.load', address).i32(mask).op('i32.or').access('i32.store', address);
  }
  const running = code.local('v128');
  const load = (address: number): Code => code.i32(0).loadVector(address);
  const clear = (address: number): Code => code.i32(0).v128(new Array<number>(16).fill(0)).storeVector(address);
  for (let row = 0; row < 4 * (words + kept); row += 16) {
    load(woken + row);
    if (row < 4 * words) {
      load(offered + row);
      load(sampling + row).simd('v128.and');
    } else {
      load(now + row);
    }
    code.simd('v128.or').set(running);
    code
      .i32(0)
      .get(running)
      .storeVector(now + row);
    clear(woken + row);
    if (row >= 4 * words) continue;
    clear(offered + row);
    code.i32(0);
    load(sampling + row)
      .get(running)
      .simd('v128.andnot')
      .storeVector(sampling + row);
  }
}
