import { fromHere } from '../../dsl/error/capture.js';
import type { Bool } from '../../dsl/signal/bool.js';
import { reg } from '../../dsl/state/reg.js';
import { bool } from '../../dsl/type/make.js';
import type { BoolType } from '../../dsl/type/type.js';
import { type Field, ro, rw, w1c } from './field.js';
import { type Register, register } from './register.js';

type Lines<S, A extends 'rw' | 'ro' | 'w1c'> = Register<{ readonly [K in keyof S]: Field<A, BoolType> }, undefined>;

/** The three registers of a block of interrupts. */
export interface InterruptRegisters<S> {
  readonly irq_status: Lines<S, 'w1c'>;
  readonly irq_enable: Lines<S, 'rw'>;
  readonly irq_pending: Lines<S, 'ro'>;
}

/**
 * Registers for up to a word of interrupts, one bit for each source, to be spread into a map: `irq_status` remembers events
 * until software writes a 1, `irq_enable` lets them through, `irq_pending` shows both together. The hardware raises the
 * bits of `irq_status`; `interrupt` makes the line.
 *
 * @example registerMap('timer', { control, ...interruptRegisters({ done: 'It has counted to the end.' }) })
 */
export function interruptRegisters<const S extends Readonly<Record<string, string>>>(
  sources: S,
): InterruptRegisters<S> {
  const each = <F extends Field>(make: (doc: string) => F) =>
    Object.fromEntries(Object.entries(sources).map(([name, doc]) => [name, make(doc)]));
  return {
    irq_status: register(
      each(doc => w1c(bool, { doc })),
      { doc: 'Interrupts that have come. Write 1 to clear.' },
    ),
    irq_enable: register(
      each(doc => rw(bool, { doc })),
      { doc: 'Interrupts that reach the line.' },
    ),
    irq_pending: register(
      each(doc => ro(bool, { doc })),
      { doc: 'Interrupts that have come and are enabled.' },
    ),
  } as unknown as InterruptRegisters<S>;
}

type Signals = Readonly<Record<string, Bool>>;

/**
 * Drives `irq_pending`, and gives the interrupt line: 1 as long as an enabled interrupt is pending, active high, from a
 * register, one cycle behind `irq_pending`.
 *
 * @example io.irq.set(interrupt(regs))
 */
export function interrupt(regs: {
  readonly irq_status: Signals;
  readonly irq_enable: Signals;
  readonly irq_pending: Signals;
}): Bool {
  return fromHere(() => {
    const pending = Object.entries(regs.irq_status).map(([name, status]) => {
      const both = status.and(regs.irq_enable[name]!);
      regs.irq_pending[name]!.set(both);
      return both;
    });
    const line = reg(bool, { init: false });
    const [first, ...rest] = pending;
    line.set(first!.or(...rest));
    return line;
  });
}
