import { captureLoc } from '../../dsl/error/index.js';
import type { Loc } from '../../dsl/ir/index.js';
import type { Field } from './field.js';

export type Fields = Readonly<Record<string, Field>>;

export interface RegisterOptions {
  /** Offset in bytes, a multiple of the bus's word. Default: the first word behind the register before it. */
  readonly at?: number;
  /** For those who write the software. */
  readonly doc?: string;
}

export interface RegisterArrayOptions extends RegisterOptions {
  /** So many registers of the same fields, at least 1. */
  readonly count: number;
  /** Bytes from one to the next. Default: one word. */
  readonly stride?: number;
}

/** A word of the bus with its fields, or several of them in a row. */
export interface Register<F extends Fields = Fields, N extends number | undefined = number | undefined> {
  readonly fields: F;
  readonly count: N;
  readonly at?: number;
  readonly stride?: number;
  readonly doc?: string;
  readonly loc: Loc;
}

/**
 * A register: fields by name, from bit 0 up unless they say where. With `count` it is an array of registers.
 *
 * @example register({ enable: rw(bool), mode: rw(enumOf('once', 'repeat'), { at: 4 }) }, { at: 0x10 })
 */
export function register<const F extends Fields>(fields: F, options: RegisterArrayOptions): Register<F, number>;
export function register<const F extends Fields>(fields: F, options?: RegisterOptions): Register<F, undefined>;
export function register(
  fields: Fields,
  options: RegisterOptions & Partial<RegisterArrayOptions> = {},
): Register<Fields, number | undefined> {
  return Object.freeze({ count: undefined, ...options, fields: Object.freeze({ ...fields }), loc: captureLoc() });
}
