import type { AcceleratorConfig } from '../config.js';
import { readWords } from '../isa/check/conv.js';
import { resultWords, skippedWords } from '../isa/check/epilogue.js';
import { loadedRows, loadedWords } from '../isa/check/load.js';
import { type Extent, regionNames } from '../isa/check/problem.js';
import { storedRows, storedWords } from '../isa/check/store.js';
import type { Instruction } from '../isa/decode.js';
import { epilogueModes } from '../isa/formats.js';
import type { Clock, Clocks } from './clocks.js';
import { at, type ProgramProblem } from './problem.js';

/** Calls for each run of words of a box. */
function eachRun(base: number, extent: Extent, visit: (from: number, count: number) => void): void {
  const [[count, step], ...inner] = extent as [Extent[number], ...Extent];
  if (inner.length === 0 && step === 1) visit(base, count);
  else if (inner.length === 0) for (let i = 0; i < count; i++) visit(base + i * step, 1);
  else for (let i = 0; i < count; i++) eachRun(base + i * step, inner, visit);
}

/** Who last wrote and read each word of a memory, by the turns of each unit. */
interface Shadow {
  readonly name: string;
  readonly words: number;
  /** Whether there is something in it before the program begins. */
  readonly filled: boolean;
  readonly writes: Map<number, Int32Array>;
  readonly reads: Map<number, Int32Array>;
}

const shadow = (name: string, words: number, filled = false): Shadow => ({
  ...{ name, words, filled },
  writes: new Map(),
  reads: new Map(),
});

/**
 * Finds words that one unit reads or writes where another may not have written or read them yet: what a program computes would
 * depend on times. A word on the chip that is read and was never written is found too.
 */
export interface Races {
  /** To be called in an order in which instructions can end, with the clock of their start; at most one problem for each. */
  end(index: number, clock: Clock): ProgramProblem | undefined;
}

export function races(
  program: readonly Instruction[],
  config: AcceleratorConfig,
  workBytes: number,
  { turnOf, indexOf }: Clocks,
): Races {
  const word = config.rows;
  const tile = shadow('the tile memory', config.tileWords);
  const skip = shadow('the skip memory', config.skipWords);
  const out = shadow('the output memory', config.outWords);
  const table = shadow('the table', config.tableRows);
  const work = shadow('the work region', Math.ceil(workBytes / word), true);
  let found: ProgramProblem | undefined;

  const of = (turns: Map<number, Int32Array>, unit: number, words: number): Int32Array => {
    const known = turns.get(unit) ?? new Int32Array(words);
    turns.set(unit, known);
    return known;
  };
  const access = (
    index: number,
    clock: Clock,
    memory: Shadow,
    kind: 'reads' | 'writes',
    base: number,
    extent: Extent,
  ): void => {
    const { unit, turn } = turnOf(index);
    const mine = of(memory[kind], unit, memory.words);
    const conflict = (from: number, other: number, verb: string): void => {
      const where = memory === work ? `byte ${from * word}` : `${memory === table ? 'row' : 'word'} ${from}`;
      const name = program[other]!.name;
      found ??= at(
        index,
        program[index]!,
        `${kind} ${where} of ${memory.name}, which instruction ${other} (${name}) may not have ${verb} yet`,
        `let instruction ${other} raise a semaphore that this one waits for`,
      );
    };
    const against = (turns: Map<number, Int32Array>, verb: string, from: number, count: number): void => {
      for (const [other, last] of turns) {
        if (other === unit) continue;
        const known = clock[other]!;
        for (let i = from; i < from + count; i++)
          if (last[i]! > known) {
            conflict(i, indexOf(other, last[i]!), verb);
            return;
          }
      }
    };
    eachRun(base, extent, (from, count) => {
      if (found) return;
      against(memory.writes, 'written', from, count);
      if (kind === 'writes') against(memory.reads, 'read', from, count);
      else if (!memory.filled) {
        const written = [...memory.writes.values()];
        for (let i = from; i < from + count; i++)
          if (!written.some(turns => turns[i]! > 0)) {
            found ??= at(
              index,
              program[index]!,
              `reads ${memory === table ? 'row' : 'word'} ${i} of ${memory.name}, which nothing has written`,
              'what memories hold when a program begins is anything',
            );
            return;
          }
      }
      mine.fill(turn, from, from + count);
    });
  };
  const rows = (bytes: number): number => Math.ceil(bytes / word);
  const external = (
    index: number,
    clock: Clock,
    kind: 'reads' | 'writes',
    region: number,
    address: number,
    extent: Extent,
  ): void => {
    if (regionNames[region] !== 'work') return;
    const inWords = extent.map(([count, step]) => [count, step / word] as const);
    access(index, clock, work, kind, address / word, inWords);
  };

  return {
    end(index, clock) {
      const instruction = program[index]!;
      found = undefined;
      const { name, fields } = instruction;
      const use = (memory: Shadow, kind: 'reads' | 'writes', base: number, extent: Extent): void =>
        access(index, clock, memory, kind, base, extent);
      const span = (kind: 'reads' | 'writes', region: number, address: number, bytes: number): void =>
        external(index, clock, kind, region, address, [[rows(bytes), word]]);
      switch (name) {
        case 'load': {
          const row = [fields.columns, word] as const;
          if (fields.rows > 0 && fields.columns > 0)
            external(index, clock, 'reads', fields.region, fields.address, [...loadedRows(fields), row]);
          if (fields.affine) use(table, 'reads', fields.table, [[fields.blocks, 1]]);
          use(fields.skip ? skip : tile, 'writes', fields.base, loadedWords(fields));
          break;
        }
        case 'table':
          span('reads', fields.region, fields.address, 8 * word * fields.count);
          use(table, 'writes', fields.first, [[fields.count, 1]]);
          break;
        case 'weights':
          span('reads', fields.region, fields.address, fields.bytes);
          break;
        case 'conv':
          use(tile, 'reads', fields.base, readWords(fields));
          break;
        case 'epilogue':
          if (epilogueModes[fields.mode] === 'add') use(skip, 'reads', fields.skipBase, skippedWords(fields, config));
          use(out, 'writes', fields.base, resultWords(fields, config));
          break;
        case 'store':
          use(out, 'reads', fields.base, storedWords(fields));
          external(index, clock, 'writes', fields.region, fields.address, [
            ...storedRows(fields),
            [fields.columns, word],
          ]);
          break;
        case 'map':
          span('reads', fields.sourceRegion, fields.source, fields.sourceBytes);
          if (fields.secondBytes > 0) span('reads', fields.secondRegion, fields.second, fields.secondBytes);
          span('writes', fields.destinationRegion, fields.destination, fields.destinationBytes);
          break;
        case 'end':
      }
      return found;
    },
  };
}
