import type { Buffer } from './pass/buffer.js';
import type { Pass } from './pass/pass.js';

/** Where buffers begin in the work region. */
export type Placement = ReadonlyMap<Buffer, number>;

/** What all buffers begin at a multiple of: a burst of a bus of 64 bits. */
export const alignment = 64;

/** Bytes of a buffer with those of all images. */
export const sizeOf = (buffer: Buffer, batch: number): number => buffer.bytes * (buffer.shared ? 1 : batch);

export const align = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

/** All buffers that a pass reads. */
export function readsOf(pass: Pass): readonly Buffer[] {
  if (pass.kind !== 'conv') return [pass.source, ...(pass.second ? [pass.second] : [])];
  return [...pass.inputs.map(({ buffer }) => buffer), ...(pass.skip ? [pass.skip.buffer] : [])];
}

/**
 * Places for the buffers of some passes that have none yet, from `start` on: the first place that is free from the pass that
 * writes a buffer to the one behind the last that reads it. One pass more, so that the next one need not wait for readers.
 *
 * @param keep nothing is written over: for tests, which look at every tensor afterwards
 * @returns where the last byte ends
 */
export function allocate(
  passes: readonly Pass[],
  placed: Map<Buffer, number>,
  { start, batch, keep }: { readonly start: number; readonly batch: number; readonly keep: boolean },
): number {
  const last = new Map(
    passes.flatMap((pass, at) => [pass.output, ...readsOf(pass)].map(buffer => [buffer, at] as const)),
  );
  let live: { readonly from: number; readonly to: number; readonly until: number }[] = [];
  let end = start;
  for (const [at, { output }] of passes.entries()) {
    if (placed.has(output)) continue;
    if (!keep) live = live.filter(({ until }) => until >= at);
    const bytes = align(sizeOf(output, batch));
    let from = start;
    for (const taken of live) {
      if (taken.from - from >= bytes) break;
      from = Math.max(from, taken.to);
    }
    placed.set(output, from);
    live.push({ from, to: from + bytes, until: last.get(output)! + 1 });
    live.sort((a, b) => a.from - b.from);
    end = Math.max(end, from + bytes);
  }
  return end;
}
