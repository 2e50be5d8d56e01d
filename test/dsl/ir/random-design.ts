import type { Design, Domain, Format, Module } from '../../../dsl/ir/index.js';
import { randomModule } from './random-module.js';
import { type Tape, tape } from './tape.js';

/**
 * A well-formed design that passes every check: all operators, registers, wires, memories, `if` and `case`,
 * instances, one or two clock domains.
 */
export function randomDesign(numbers: readonly number[]): Design {
  const t = tape(numbers);
  const modules: Module[] = [];
  const count = 1 + t.below(3);
  for (let i = 0; i < count; i++) modules.push(randomModule(t, `m${i}`, domains(t), modules));
  return { top: `m${count - 1}`, modules };
}

function domains(t: Tape): Domain[] {
  const fast: Domain = {
    name: 'fast',
    clock: 'clk',
    edge: 'rising',
    reset: { port: 'rst', kind: 'sync', activeLow: false },
  };
  const slow: Domain = {
    name: 'slow',
    clock: 'slow_clk',
    edge: 'rising',
    reset: { port: 'slow_rst_n', kind: 'async', activeLow: true },
  };
  return t.oneIn(3) ? [fast, slow] : [fast];
}

export function randomFormat(t: Tape, width: number): Format {
  switch (t.below(6)) {
    case 0:
      return { kind: 'sint' };
    case 1:
      return { kind: 'fixed', signed: t.oneIn(2), frac: t.below(width + 2) - 1 };
    case 2:
      return { kind: 'enum', name: 'state', cases: ['idle', 'run', 'odd case'].slice(0, Math.min(3, 2 ** width)) };
    default:
      return width === 1 ? { kind: 'bool' } : { kind: 'uint' };
  }
}
