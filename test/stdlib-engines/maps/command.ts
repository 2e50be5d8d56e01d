import { map } from '../../../stdlib-engines/accelerator/isa/formats.js';

/** An instruction of the map unit; fields that are not given are 0. */
export const mapCommand = (fields: Readonly<Record<string, unknown>>): Record<string, number> =>
  Object.fromEntries(Object.keys(map.fields).map(name => [name, Number(fields[name] ?? 0)]));

/** Little-endian numbers of so many bytes. */
export const bytesOf = (numbers: readonly number[], size: number): number[] =>
  numbers.flatMap(x => Array.from({ length: size }, (_, i) => (x >> (8 * i)) & 255));

/** Bytes by so many, signed or not: elements of a stream. */
export const grouped = (bytes: readonly number[], n: number, signed: boolean): number[][] =>
  Array.from({ length: bytes.length / n }, (_, i) =>
    bytes.slice(n * i, n * i + n).map(byte => (signed ? (byte << 24) >> 24 : byte)),
  );

/** Numbers that look random and are always the same. */
export function drawer(seed: number): (least: number, most: number) => number {
  let state = Math.imul(seed, 7919) + 1;
  return (least, most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return least + Math.floor((state / 2 ** 32) * (most - least + 1));
  };
}

export const list = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
