import type { OfWidth } from '../../dsl/ir/index.js';
import { keptBy, maskOf, type SoftwareField, type SoftwareRegister, softwareOf } from './export/software.js';
import type { Access, Field } from './field.js';
import type { RegisterMap, Registers } from './map.js';
import type { Register } from './register.js';

/** What registers are reached through: the bus of a bench, or any other with these two. */
export interface RegisterBus {
  read(offset: number): Promise<number | bigint>;
  write(offset: number, word: number | bigint): Promise<void>;
}

/** A register to software: as a word, and by its fields. */
export interface RegisterAccess<Read, Written> {
  readWord(): Promise<bigint>;
  writeWord(word: bigint): Promise<void>;
  /** All fields that can be read, in one read. */
  readFields(): Promise<Read>;
  /** Writes these fields at once; of the others, those that are read and written stay, and nothing else acts. */
  writeFields(values: Written): Promise<void>;
}

type Wide = `3${3 | 4 | 5 | 6 | 7 | 8 | 9}` | `${4 | 5}${number}` | `6${0 | 1 | 2 | 3 | 4}`;
type NumberOf<W extends number> = `${W}` extends Wide ? bigint : number;

type ValueOf<T> = T extends { readonly kind: 'bool' }
  ? boolean
  : T extends { readonly kind: 'enum'; readonly cases: readonly (infer C)[] }
    ? C
    : T extends { readonly kind: 'uint' | 'sint' } & OfWidth<infer W>
      ? NumberOf<W>
      : number;

/** The fields whose access is none of `No`. */
type NamesBut<F, No extends Access> = {
  [K in keyof F]: F[K] extends Field<infer A> ? (A extends No ? never : K) : never;
}[keyof F];
type ValuesOf<F> = { -readonly [K in keyof F]: F[K] extends Field<Access, infer T> ? ValueOf<T> : never };
/** Without any field, nothing fits. */
type Some<V> = keyof V extends never ? Record<string, never> : V;

type ReadBy<F> = Some<Pick<ValuesOf<F>, NamesBut<F, 'wo' | 'pulse'>>>;
type WrittenBy<F> = Some<Partial<Pick<ValuesOf<F>, NamesBut<F, 'ro' | 'rc' | 'constant'>>>>;

/** The registers of a map as software has them, by name; arrays as arrays. */
export type RegisterDriver<R extends Registers> = {
  readonly [K in keyof R]: R[K] extends Register<infer F, infer N>
    ? N extends number
      ? readonly RegisterAccess<ReadBy<F>, WrittenBy<F>>[]
      : RegisterAccess<ReadBy<F>, WrittenBy<F>>
    : never;
};

/**
 * Software for a map: what `typescriptClass` writes as text, at once and typed by the description. Enums are names of
 * cases, fixed point is a number, numbers of more than 32 bits are bigints.
 *
 * @example
 * const timer = registerDriver(timerMap, axiLiteBench(p, 's_axi'));
 * await timer.control.writeFields({ enable: true, mode: 'once' });
 * const { value } = await timer.count.readFields();
 *
 * Rejects with RangeError for a value that a field does not hold, and with Error where a field that is not given could
 * not stay: it cannot be read, or a read clears something.
 */
export function registerDriver<R extends Registers>(map: RegisterMap<R>, bus: RegisterBus): RegisterDriver<R> {
  const word = (bits: bigint): number | bigint => (map.dataBits === 32 ? Number(bits) : bits);
  const entries = softwareOf(map).map(register => {
    const { name, array, count, offset, stride } = register;
    const all = Array.from({ length: count }, (_, i) => {
      const at = offset + i * stride;
      return accessOf(
        register,
        async () => BigInt(await bus.read(at)),
        bits => bus.write(at, word(bits)),
      );
    });
    return [name, array ? all : all[0]];
  });
  return Object.freeze(Object.fromEntries(entries)) as RegisterDriver<R>;
}

type Values = Readonly<Record<string, unknown>>;

function accessOf(
  { fields, readClears }: SoftwareRegister,
  readWord: () => Promise<bigint>,
  writeWord: (word: bigint) => Promise<void>,
): RegisterAccess<Values, Values> {
  return {
    readWord,
    writeWord,
    async readFields() {
      const word = await readWord();
      return Object.fromEntries(fields.filter(({ reads }) => reads).map(field => [field.name, decode(field, word)]));
    },
    async writeFields(values) {
      const absent = fields.filter(({ name }) => values[name] === undefined);
      const lost = absent.find(({ access }) => access === 'wo');
      if (lost) throw new Error(`${lost.name} cannot be read, so it has to be given too`);
      const unknown = Object.keys(values).find(key => !fields.some(({ name, writes }) => name === key && writes));
      if (unknown !== undefined) throw new Error(`${unknown} cannot be written`);
      const given = fields
        .filter(field => !absent.includes(field))
        .reduce((word, field) => word | encode(field, values[field.name]), 0n);
      const kept = keptBy(absent);
      if (kept !== 0n && readClears)
        throw new Error('a read clears this register: give every field that is read and written');
      await writeWord(kept === 0n ? given : given | ((await readWord()) & kept));
    },
  };
}

function decode({ type, cases, low, width, signed, frac }: SoftwareField, word: bigint): unknown {
  const bits = BigInt.asUintN(width, word >> BigInt(low));
  if (cases) return cases[Number(bits)];
  if (type.kind === 'bool') return bits === 1n;
  const value = signed ? BigInt.asIntN(width, bits) : bits;
  return type.kind !== 'fixed' && width > 32 ? value : Number(value) / 2 ** frac;
}

function encode(field: SoftwareField, given: unknown): bigint {
  const { name, cases, low, width, signed, frac } = field;
  const value = cases
    ? BigInt(cases.indexOf(given as string))
    : BigInt(typeof given === 'number' ? Math.round(given * 2 ** frac) : (given as bigint | boolean));
  const least = signed ? -(1n << BigInt(width - 1)) : 0n;
  if (value < least || value >= least + (1n << BigInt(width))) throw new RangeError(`${name} does not hold ${given}`);
  return (value << BigInt(low)) & maskOf(field);
}
