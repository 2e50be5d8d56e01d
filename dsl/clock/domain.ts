import type { Domain } from '../scope/domain.js';
import { fail } from '../scope/report.js';

export interface DomainOptions {
  /** Prefix of the port names: `wr` gives `wr_clk` and `wr_rst`. Default: ports `clk` and `rst`. */
  readonly name?: string;
  readonly edge?: 'rising' | 'falling';
  /** Default `sync`. */
  readonly reset?: 'sync' | 'async' | 'none';
  /** The reset acts when it is 0; its port is then called `rst_n`. */
  readonly activeLow?: boolean;
  /** Port names, when they are given from outside: `aclk`, `aresetn`. */
  readonly clock?: string;
  readonly resetPort?: string;
}

/** A clock domain: rising edge, synchronous active-high reset unless said otherwise. */
export function domain(options: DomainOptions = {}): Domain {
  const { name = 'clk', edge = 'rising', reset = 'sync', activeLow = false } = options;
  if (!/^[A-Za-z]\w*$/.test(name)) fail('HW002', `domain: '${name}' is no name for a clock`, `domain({ name: 'wr' })`);
  const prefix = name === 'clk' ? '' : `${name}_`;
  const { clock = `${prefix}clk`, resetPort = `${prefix}rst${activeLow ? '_n' : ''}` } = options;
  return Object.freeze({ name, edge, reset, activeLow, clock, resetPort });
}

/** The domain of a top module for which no other is chosen: ports `clk` and `rst`. */
export const defaultDomain = domain();

/** AXI's names: `aclk`, and the active-low synchronous `aresetn`. */
export const axiDomain = domain({ name: 'axi', activeLow: true, clock: 'aclk', resetPort: 'aresetn' });

export const isDomain = (value: unknown): value is Domain =>
  typeof value === 'object' && value !== null && 'resetPort' in value && 'edge' in value && 'activeLow' in value;

/** What a module is built for: it does not matter which clock it is, only how it behaves. */
export const styleOf = (d: Domain): string => `${d.edge}/${d.reset}/${d.activeLow ? 'low' : 'high'}`;

export type { Domain };
