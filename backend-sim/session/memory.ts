import type { Design, moduleOf } from '../../dsl/ir/index.js';
import { fail } from '../error.js';
import { scopesOf } from '../hierarchy.js';
import { didYouMean } from '../value/near.js';
import { decodeScalar, encodeScalar, type Scalar } from '../value/scalar.js';
import type { Session } from './session.js';

/** The words of one memory of a running design. */
export interface MemoryView {
  readonly depth: number;
  readonly width: number;
  read(address: number): Scalar;
  /** @throws SimulationError for an address at or beyond the depth, or a word that does not fit. */
  write(address: number, word: Scalar): void;
  /** Writes words from an address on: a program, a picture, a table. */
  load(words: Iterable<Scalar>, from?: number): void;
  /** All words, or `count` of them from an address on. */
  dump(from?: number, count?: number): Scalar[];
}

/** Finds a memory by its instance path. @throws SimulationError with near names when there is none. */
export function memoryOf(session: Session, name: string): MemoryView {
  const { machine } = session;
  const all = memoriesOf(machine.design);
  const { top } = machine.design;
  const bare = name.startsWith(`${top}.`) && !all.has(name) ? name.slice(top.length + 1) : name;
  const found = all.get(bare);
  if (!found) return fail(`there is no memory '${name}' in '${top}'.${didYouMean(name, all.keys())}`);
  const { path, memory } = found;
  const { depth, width, format } = memory;
  const checked = (address: number): number =>
    Number.isInteger(address) && address >= 0 && address < depth
      ? address
      : fail(`memory ${name} has ${depth} words; there is no word ${address}`);
  const store = (address: number, word: Scalar): void =>
    machine.writeWord(path, checked(address), encodeScalar(word, format, width, `${name}[${address}]`));
  const read = (address: number): Scalar => decodeScalar(machine.readWord(path, checked(address)), format, width);
  return {
    depth,
    width,
    read,
    write: (address, word) => session.change(() => store(address, word)),
    load: (words, from = 0) =>
      session.change(() => {
        let address = from;
        for (const word of words) store(address++, word);
      }),
    dump: (from = 0, count = depth - from) => Array.from({ length: count }, (_, i) => read(from + i)),
  };
}

function memoriesOf(design: Design) {
  const found = new Map<string, { path: readonly string[]; memory: ReturnType<typeof moduleOf>['memories'][number] }>();
  for (const { module, path } of scopesOf(design)) {
    for (const memory of module.memories) {
      const full = [...path, memory.name];
      found.set(full.join('.'), { path: full, memory });
    }
  }
  return found;
}
