import { captureLoc, HardwareError } from '../../dsl/error/index.js';
import { nameProblems } from './check-names.js';
import { type PlacedRegister, place } from './place.js';
import type { Register } from './register.js';

export type Registers = Readonly<Record<string, Register>>;

/** Marks a map, for tools that look for one in a file. */
export const isRegisterMap: unique symbol = Symbol.for('grace.registers') as never;

export interface RegisterMapOptions {
  /** Bits of the bus's word. Default 32. */
  readonly dataBits?: 32 | 64;
  /** For those who write the software. */
  readonly doc?: string;
}

/**
 * Registers with their places: what the hardware, the headers and the tables are made of. It has the sizes that an
 * AXI4-Lite port asks for: `axiLiteSlave(timerMap)`.
 */
export interface RegisterMap<R extends Registers = Registers> {
  readonly [isRegisterMap]: true;
  readonly name: string;
  readonly doc?: string;
  readonly dataBits: 32 | 64;
  /** Bits of an address that reaches the last register. */
  readonly addressBits: number;
  /** As they were given. */
  readonly registers: R;
  /** With offsets and bits, in ascending order of offsets. */
  readonly placed: readonly PlacedRegister[];
}

/**
 * Places registers and fields and checks them: words and bits that overlap, that lie outside or not at a multiple of the
 * word, and names that software cannot tell apart.
 *
 * @example
 * const timerMap = registerMap('timer', {
 *   control: register({ enable: rw(bool), mode: rw(enumOf('once', 'repeat')), start: pulse(bool) }),
 *   status: register({ busy: ro(bool), done: w1c(bool, { at: 8 }) }),
 *   compare: register({ value: rw(u16) }, { at: 0x20, count: 4 }),
 * });
 *
 * @throws HardwareError with everything found wrong: HW056 about fields, HW057 about registers, HW058 about names.
 */
export function registerMap<const R extends Registers>(
  name: string,
  registers: R,
  options: RegisterMapOptions = {},
): RegisterMap<R> {
  const { dataBits = 32, doc } = options;
  const { placed, problems } = place(registers, dataBits);
  const all = [...problems, ...nameProblems(name, registers, captureLoc())];
  if (all.length > 0) throw new HardwareError(all);
  const bytes = dataBits / 8;
  const end = Math.max(...placed.map(({ offset, count, stride }) => offset + (count - 1) * stride + bytes));
  // Two words at least: an index of no bits chooses nothing.
  const addressBits = Math.max(Math.ceil(Math.log2(end)), Math.log2(2 * bytes));
  return Object.freeze({
    [isRegisterMap]: true as const,
    name,
    ...(doc !== undefined && { doc }),
    dataBits,
    addressBits,
    registers,
    placed,
  });
}
