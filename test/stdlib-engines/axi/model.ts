import type { ErrorRegion } from '../../../stdlib-engines/index.js';
import { byteAt, type Command, elementsOf, type Spec } from './bench.js';

/** A burst as it should be asked for. */
interface Planned {
  readonly address: number;
  readonly beats: number;
}

/** The bursts of a command: words, cut where their address is a multiple of the longest burst. */
export function planned({ address, bytes }: Command, { dataBits, burst = 16 }: Spec): Planned[] {
  const wide = dataBits / 8;
  const bursts: Planned[] = [];
  const end = address + bytes;
  for (let at = address - (address % wide); bytes > 0 && at < end; ) {
    const border = (Math.floor(at / (burst * wide)) + 1) * burst * wide;
    const to = Math.min(border, end);
    bursts.push({ address: at, beats: Math.ceil((to - at) / wide) });
    at = border;
  }
  return bursts;
}

const isWrong = (address: number, regions: readonly ErrorRegion[]): boolean =>
  regions.some(({ from, bytes }) => address >= from && address < from + bytes);

/** What a plain program says of the commands: elements, results, and the bytes of the memory. */
export function expected(
  spec: Spec,
  reads: readonly Command[],
  writes: readonly Command[],
  errors: readonly ErrorRegion[],
  fill: number,
) {
  const wide = spec.dataBits / 8;
  const none = { address: 0, resp: 0 };
  const word = (address: number): number => address - (address % wide);
  const badWord = ({ address, bytes }: Command): number | undefined => {
    for (let at = word(address); bytes > 0 && at < address + bytes; at += wide) if (isWrong(at, errors)) return at;
    return undefined;
  };
  const resultOf = (address: number | undefined) => (address === undefined ? none : { address, resp: 2 });
  const data = reads.flatMap(({ address, bytes }) => {
    const all = Array.from({ length: bytes }, (_, i) => {
      const at = address + i;
      return at < fill && !isWrong(word(at), errors) ? byteAt(at) : 0;
    });
    return elementsOf(all, wide).map((elements, i) => ({ elements, count: Math.min(wide, bytes - i * wide) }));
  });
  const last = reads.flatMap(({ bytes }) => {
    const n = Math.ceil(bytes / wide);
    return Array.from({ length: n }, (_, i) => i === n - 1);
  });
  const memory = new Map<number, number>();
  for (const [i, { address, bytes }] of writes.entries())
    for (let k = 0; k < bytes; k++)
      if (!isWrong(word(address + k), errors)) memory.set(address + k, byteAt(k + 1000 * (i + 1)));
  const writeResults = writes.map(command => {
    const bad = planned(command, spec).find(({ address, beats }) =>
      Array.from({ length: beats }, (_, i) => address + i * wide).some(at => isWrong(at, errors)),
    );
    return resultOf(bad?.address);
  });
  return { data, last, memory, readResults: reads.map(read => resultOf(badWord(read))), writeResults };
}
