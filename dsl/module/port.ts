import { captureLoc } from '../error/capture.js';
import type { Loc } from '../ir/index.js';
import type { Domain } from '../scope/domain.js';
import type { SignalOf, Type } from '../type/type.js';

/** A port of any type, seen from inside the module. */
export interface Port<D extends 'in' | 'out' = 'in' | 'out', T extends Type = Type> {
  readonly port: D;
  readonly type: T;
  readonly domain?: Domain;
  readonly interrupt?: boolean;
  /** Where it was declared. */
  readonly loc?: Loc;
}

export interface PortOptions {
  /** The clock domain that the signal belongs to. Default: the module's own. */
  readonly domain?: Domain;
}

export interface OutputOptions extends PortOptions {
  /** An interrupt line, high while one is pending: vendor tools are told so in the Verilog. */
  readonly interrupt?: boolean;
}

/** A value that comes into the module. */
export const input = <T extends Type>(type: T, options: PortOptions = {}): Port<'in', T> => ({
  port: 'in',
  type,
  loc: captureLoc(),
  ...options,
});

/** A value that the module gives; drive it with `.set()`. */
export const output = <T extends Type>(type: T, options: OutputOptions = {}): Port<'out', T> => ({
  port: 'out',
  type,
  loc: captureLoc(),
  ...options,
});

/** Key of a group's description. */
export const group: unique symbol = Symbol('port group');

/**
 * Ports that belong together and are used as one object: a stream, a bus. `inside` makes what the module's body
 * sees of the raw port signals, `outside` what the module that holds the instance sees.
 */
export interface PortGroup<Inside = unknown, Outside = unknown> {
  readonly [group]: {
    readonly ports: PortTree;
    inside(signals: Record<string, unknown>, name: string): Inside;
    outside(signals: Record<string, unknown>, name: string): Outside;
  };
}

/** A module's ports: by name, in the order of the Verilog; nested objects join their names with `_`. */
export interface PortTree {
  readonly [name: string]: Port | PortGroup | PortTree;
}

/** What the body sees. */
export type Inside<P> = {
  readonly [K in keyof P]: P[K] extends Port<infer _, infer T>
    ? SignalOf<T>
    : P[K] extends PortGroup<infer I>
      ? I
      : Inside<P[K]>;
};

/** What the parent of an instance sees. */
export type Outside<P> = {
  readonly [K in keyof P]: P[K] extends Port<infer _, infer T>
    ? SignalOf<T>
    : P[K] extends PortGroup<infer _, infer O>
      ? O
      : Outside<P[K]>;
};

export const isPort = (value: object): value is Port => 'port' in value && 'type' in value;
export const isGroup = (value: object): value is PortGroup => group in value;
