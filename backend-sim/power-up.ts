import type { Scope } from './hierarchy.js';
import { bitSource } from './random.js';

/** Takes the power-up values that `randomPowerUp` draws; `scope` is an index into the scopes given to it. */
export interface PowerUpSink {
  /** A register, or the output of a synchronous memory read. */
  node(scope: number, node: number, lanes: readonly bigint[]): void;
  word(scope: number, memory: number, address: number, value: bigint): void;
}

/**
 * Draws random power-up values: for registers without an initial value (with `all` also for those that a reset will bring back), for memories
 * without contents, and for the outputs of synchronous reads. One order for every kind of machine, so that one seed
 * gives one state.
 */
export function randomPowerUp(scopes: readonly Scope[], seed: number, all: boolean, sink: PowerUpSink): void {
  const draw = bitSource(seed);
  scopes.forEach(({ module, domains }, scope) => {
    const lanesOf = (id: number): bigint[] => {
      const { width, lanes } = module.nodes[id]!;
      return Array.from({ length: lanes }, () => draw(width));
    };
    for (const register of module.registers) {
      const comesBack = register.reset && domains.get(register.domain)?.reset !== undefined;
      if (register.init === undefined || (all && comesBack)) sink.node(scope, register.node, lanesOf(register.node));
    }
    module.memories.forEach((memory, index) => {
      if (memory.init === undefined) {
        for (let address = 0; address < memory.depth; address++) sink.word(scope, index, address, draw(memory.width));
      }
      for (const read of memory.reads) {
        if (read.domain !== undefined) sink.node(scope, read.node, lanesOf(read.node));
      }
    });
  });
}
