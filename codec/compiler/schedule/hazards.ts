import type { UnitName } from '../../../stdlib-engines/accelerator/isa/field.js';
import type { Buffer } from '../pass/buffer.js';
import { type Access, type Box, type Op, overlap, type Range } from './op.js';

/** For each unit how many of its instructions have to be done: a need of another instruction. */
export type Needs = Partial<Record<UnitName, number>>;

/** Finds which instructions have to be done before another may start, because of what both read or write. */
export interface Hazards {
  /**
   * What an instruction needs of others; and notes what it does itself. Instructions come in the order of the program.
   *
   * @param count its number among those of its unit
   */
  of(op: Op, count: number): Needs;
}

/** @param same which buffers lie in the same memory, at least in part */
export function hazards(same: (a: Buffer, b: Buffer) => boolean): Hazards {
  const chips = { tile: chipSpace(), skip: chipSpace(), out: chipSpace() };
  const work = workSpace(same);
  return {
    of({ unit, accesses }, count) {
      const needs: Needs = {};
      const need = (other: UnitName, done: number): void => {
        if (other !== unit) needs[other] = Math.max(needs[other] ?? 0, done);
      };
      for (const access of accesses)
        if (access.space === 'work') work(access, unit, count, need);
        else chips[access.space](access.words, access.write, unit, count, need);
      return needs;
    },
  };
}

type Need = (unit: UnitName, done: number) => void;

/** Words that were written together, and who has read them since. */
interface Written {
  readonly words: Range;
  readonly unit: UnitName;
  readonly count: number;
  readonly readers: Map<UnitName, number>;
}

/** Words of a memory on the chip: readers need the writer, a writer needs all who read what was there. */
function chipSpace() {
  let parts: Written[] = [];
  return ([from, to]: Range, write: boolean, unit: UnitName, count: number, need: Need): void => {
    const touched = parts.filter(({ words }) => words[0] < to && words[1] > from);
    for (const part of touched) {
      need(part.unit, part.count + 1);
      if (write) for (const [reader, last] of part.readers) need(reader, last + 1);
      else part.readers.set(unit, count);
    }
    if (!write) return;
    const rest = touched.flatMap(part =>
      (
        [
          [part.words[0], from],
          [to, part.words[1]],
        ] as const
      )
        .filter(([a, b]) => a < b)
        .map(words => ({ ...part, words, readers: new Map(part.readers) })),
    );
    parts = parts.filter(part => !touched.includes(part));
    parts.push(...rest, { words: [from, to], unit, count, readers: new Map() });
  };
}

interface Traffic {
  /** The last of each unit that read or wrote any of it. */
  readonly last: Map<UnitName, number>;
  readonly written: { readonly box: Box; readonly unit: UnitName; readonly count: number }[];
}

/** Maps in memory: readers of a box need those who wrote some of it, a writer all who used another map that lay there. */
function workSpace(same: (a: Buffer, b: Buffer) => boolean) {
  const known = new Map<Buffer, Traffic>();
  return (
    { buffer, box, write }: Extract<Access, { space: 'work' }>,
    unit: UnitName,
    count: number,
    need: Need,
  ): void => {
    const traffic: Traffic = known.get(buffer) ?? { last: new Map(), written: [] };
    known.set(buffer, traffic);
    traffic.last.set(unit, count);
    if (!write) {
      for (const other of traffic.written) if (overlap(box, other.box) > 0) need(other.unit, other.count + 1);
      return;
    }
    traffic.written.push({ box, unit, count });
    for (const [other, { last }] of known)
      if (other !== buffer && same(buffer, other)) for (const [user, at] of last) need(user, at + 1);
  };
}
