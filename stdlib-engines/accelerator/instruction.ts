import {
  type Bool,
  type BundleType,
  bool,
  bundle,
  type SignalOf,
  type Type,
  type UInt,
  uint,
  vec,
} from '../../dsl/index.js';
import { commandType, type Fields, type Format, type UnitName } from './isa/field.js';
import { conv, epilogue, formats, header, load, map, store, table, weights } from './isa/formats.js';
import { numberBits } from './registers.js';

/** An instruction as it comes from memory: 8 words, and its number in the program. */
export const instructionType = bundle({ number: uint(numberBits), words: vec(uint(64), 8) });

/** A code of `faults`, and the number of the instruction that it belongs to. */
export const faultAtType = bundle({ code: uint(4), number: uint(numberBits) });

/** The instructions that a unit carries out. */
export const formatsOf = (unit: UnitName): readonly Format[] => formats.filter(format => format.unit === unit);

/** In which form units take their instructions; `load` alone has two, of which `isTable` chooses. */
export const unitCommands = {
  load: bundle({ isTable: bool, load: commandType(load), table: commandType(table) }),
  weights: commandType(weights),
  conv: commandType(conv),
  epilogue: commandType(epilogue),
  store: commandType(store),
  map: commandType(map),
} as const;

export type UnitCommands = typeof unitCommands;

type Words = (index: number) => UInt;

/** The fields of an instruction, out of its words. */
export const fieldsOf = <F extends Fields>({ fields }: Format<F>, word: Words): { readonly [K in keyof F]: UInt } =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { word: index, bit, bits }]) => [name, word(index).bits(bit + bits - 1, bit)]),
  ) as { readonly [K in keyof F]: UInt };

/** What waits before a unit: only the bits of an instruction that the unit has fields in, and who it waits for. */
export interface Waiting {
  readonly type: BundleType<Record<string, Type>>;
  /** The bits out of an instruction. */
  pack(instruction: SignalOf<typeof instructionType>): Record<string, unknown>;
  /** The command that the unit gets. */
  command(waiting: Readonly<Record<string, UInt | Bool>>): unknown;
}

/** How a unit's instructions wait: 100 to 400 of their 512 bits. */
export function waitingOf(unit: UnitName): Waiting {
  const own = formatsOf(unit);
  const tops = new Map<number, number>();
  for (const { word, bit, bits } of own.flatMap(({ fields }) => Object.values(fields)))
    tops.set(word, Math.max(tops.get(word) ?? 0, bit + bits));
  const words = [...tops].sort(([a], [b]) => a - b);
  const second = own[1];
  const { opcode, wait, signal } = header;
  const mask = uint(wait.bits);
  return {
    type: bundle({
      number: uint(numberBits),
      wait: mask,
      signal: mask,
      ...(second && { second: bool }),
      ...Object.fromEntries(words.map(([word, top]) => [`word${word}`, uint(top)])),
    }),
    pack({ number, words: all }) {
      const first = all.at(0);
      const bits = ({ bit, bits }: { bit: number; bits: number }) => first.bits(bit + bits - 1, bit);
      return {
        number,
        wait: bits(wait),
        signal: bits(signal),
        ...(second && { second: bits(opcode).eq(second.opcode) }),
        ...Object.fromEntries(words.map(([word, top]) => [`word${word}`, all.at(word).bits(top - 1, 0)])),
      };
    },
    command(waiting) {
      const word = (index: number): UInt => waiting[`word${index}`] as UInt;
      if (!second) return fieldsOf(own[0]!, word);
      return { isTable: waiting.second, load: fieldsOf(load, word), table: fieldsOf(table, word) };
    },
  };
}
