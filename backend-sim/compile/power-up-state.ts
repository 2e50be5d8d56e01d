import type { Flat } from './flat.js';
import type { Layout, Place } from './layout.js';
import type { Store } from './store.js';

/** A piece of state and the value that a reset gives it. */
export interface ResetValue {
  readonly place: Place;
  readonly init: readonly bigint[];
}

/** Puts initial values of registers and contents of memories in place. */
export function powerUpState(flat: Flat, layout: Layout, { setLane }: Store): void {
  flat.scopes.forEach(({ module, base }, scope) => {
    for (const { node, init } of module.registers) {
      init?.forEach((value, lane) => {
        setLane(layout.state(base + node)!, lane, value);
      });
    }
    module.memories.forEach(({ init }, mem) => {
      const place = layout.memory(scope, mem);
      init?.slice(0, place.lanes).forEach((word, address) => {
        setLane(place, address, word);
      });
    });
  });
}

/** By domain of the top: the registers that its asynchronous reset holds. */
export function asyncResets(flat: Flat, layout: Layout): readonly ResetValue[][] {
  const found: ResetValue[][] = flat.scopes[0]!.module.domains.map(() => []);
  for (const { module, base, domains } of flat.scopes) {
    for (const { node, domain, init, reset } of module.registers) {
      const above = domains.get(domain);
      if (!reset || !init || above?.reset !== 'async') continue;
      found[above.top]!.push({ place: layout.state(base + node)!, init });
    }
  }
  return found;
}
