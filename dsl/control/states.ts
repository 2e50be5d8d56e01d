import type { Domain } from '../scope/domain.js';
import { fail } from '../scope/report.js';
import type { Bool } from '../signal/bool.js';
import type { Enum } from '../signal/enum.js';
import { nameAs, named } from '../signal/named.js';
import { reg } from '../state/reg.js';
import { enumOf } from '../type/make.js';
import { type EnumArms, match } from './match.js';

export interface States<C extends string> {
  /** The state register; its cases show by name in waves. */
  readonly state: Enum<C>;
  /** The machine is in this state. */
  is(name: C): Bool;
  /** Sets the next state. */
  go(name: C): void;
}

/**
 * A state machine: one body per state, which says what happens while in it and where it goes; the first state is
 * the one after reset. Bodies receive the machine: `idle: s => when(io.start, () => s.go('run'))`.
 */
export function states<C extends string>(
  bodies: { readonly [K in C]: (machine: States<C>) => void },
  options: { readonly domain?: Domain } = {},
): States<C> {
  const names = Object.keys(bodies) as C[];
  const [first] = names;
  if (first === undefined)
    fail('HW002', 'states: no states', "states({ idle: s => s.go('run'), run: s => s.go('idle') })");
  const type = enumOf(...(names as [C, ...C[]]));
  const state = reg(type, { init: first as never, ...options }) as unknown as Enum<C>;
  const machine: States<C> & { [nameAs](name: string): void } = {
    state,
    is: name => state.eq(name),
    go: name => state.set(name),
    [nameAs]: name => {
      named(name, state);
    },
  };
  const arms = Object.fromEntries(names.map(name => [name, () => bodies[name](machine)]));
  match(state, arms as unknown as EnumArms<C>);
  return machine;
}
