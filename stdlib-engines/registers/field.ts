import { captureLoc } from '../../dsl/error/index.js';
import type { Loc } from '../../dsl/ir/index.js';
import { constantValues } from '../../dsl/signal/constant-values.js';
import type { BoolType, LiteralOf, ScalarType, UIntType } from '../../dsl/type/type.js';

/** What software's reads and writes do to a field. */
export type Access = 'rw' | 'ro' | 'wo' | 'w1c' | 'w1s' | 'rc' | 'pulse' | 'constant';

/** A field of a register: some of its bits, which software accesses in one way. */
export interface Field<A extends Access = Access, T extends ScalarType = ScalarType> {
  readonly access: A;
  readonly type: T;
  /** Its lowest bit; absent: the first above the field before it. */
  readonly at?: number;
  /** Its value after reset, or always for a constant; and the same as bits. */
  readonly init: LiteralOf<T>;
  readonly reset: bigint;
  readonly doc?: string;
  readonly loc: Loc;
}

export interface FieldOptions<T> {
  /** The lowest bit. Default: the first above the field before it. */
  readonly at?: number;
  /** Value after reset. Default 0; of an enum its first case. */
  readonly reset?: LiteralOf<T>;
  /** For those who write the software. */
  readonly doc?: string;
}

type WithoutReset<T> = Omit<FieldOptions<T>, 'reset'>;
/** Fields of which software writes each bit by itself. */
type Bits = BoolType | UIntType;

/** Read and written by software; inside it is a register, which the hardware may set too. */
export const rw = <T extends ScalarType>(type: T, options: FieldOptions<T> = {}): Field<'rw', T> =>
  make('rw', type, options);

/** Read by software; inside it is a wire that the hardware drives. */
export const ro = <T extends ScalarType>(type: T, options: WithoutReset<T> = {}): Field<'ro', T> =>
  make('ro', type, options);

/** Written by software, reads as 0; inside it is a register. */
export const wo = <T extends ScalarType>(type: T, options: FieldOptions<T> = {}): Field<'wo', T> =>
  make('wo', type, options);

/** Read by software, which clears the bits where it writes a 1; the hardware raises bits, as for an event. */
export const w1c = <T extends Bits>(type: T, options: FieldOptions<T> = {}): Field<'w1c', T> =>
  make('w1c', type, options);

/** Read by software, which sets the bits where it writes a 1; the hardware clears bits, as of a request. */
export const w1s = <T extends Bits>(type: T, options: FieldOptions<T> = {}): Field<'w1s', T> =>
  make('w1s', type, options);

/** Cleared to 0 by software's read; the hardware raises bits, or counts. */
export const rc = <T extends Bits>(type: T, options: FieldOptions<T> = {}): Field<'rc', T> => make('rc', type, options);

/** What software writes is there for one cycle, then 0 again; reads as 0. */
export const pulse = <T extends ScalarType>(type: T, options: WithoutReset<T> = {}): Field<'pulse', T> =>
  make('pulse', type, options);

/** Always the same value, such as an identification. */
export const constant = <T extends ScalarType>(
  type: T,
  value: LiteralOf<T>,
  options: WithoutReset<T> = {},
): Field<'constant', T> => make('constant', type, { ...options, reset: value });

function make<A extends Access, T extends ScalarType>(access: A, type: T, options: FieldOptions<T>): Field<A, T> {
  const { at, reset = zeroOf(type) as LiteralOf<T>, doc } = options;
  return Object.freeze({
    access,
    type,
    ...(at !== undefined && { at }),
    init: reset,
    reset: constantValues(type, reset)[0]![0]!,
    ...(doc !== undefined && { doc }),
    loc: captureLoc(),
  });
}

/** The value whose bits are all 0. */
export const zeroOf = (type: ScalarType): LiteralOf<ScalarType> =>
  type.kind === 'bool' ? false : type.kind === 'enum' ? type.cases[0]! : 0;

/** How software accesses each kind: whether it reads its value, and whether it writes it. */
export const accesses: Readonly<
  Record<Access, { readonly reads: boolean; readonly writes: boolean; readonly doc: string }>
> = {
  rw: { reads: true, writes: true, doc: 'read and written' },
  ro: { reads: true, writes: false, doc: 'read' },
  wo: { reads: false, writes: true, doc: 'written, reads as 0' },
  w1c: { reads: true, writes: true, doc: 'a written 1 clears the bit' },
  w1s: { reads: true, writes: true, doc: 'a written 1 sets the bit' },
  rc: { reads: true, writes: false, doc: 'a read clears it' },
  pulse: { reads: false, writes: true, doc: 'acts once when written, reads as 0' },
  constant: { reads: true, writes: false, doc: 'constant' },
};
