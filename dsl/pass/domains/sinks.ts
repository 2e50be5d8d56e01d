import type { Loc, Module, NodeId } from '../../ir/index.js';
import type { Analysis } from '../analyse/analysis.js';
import { conditionsOf } from '../analyse/effects.js';
import { describe } from '../describe.js';
import type { Border } from './border.js';
import { outside } from './sources.js';

/** A place where a value is taken at the edge of a clock, or handed to those who do. */
export interface Sink {
  readonly domain: string;
  readonly from: readonly NodeId[];
  /** As in 'count changes with slow'. */
  readonly what: string;
  readonly loc: Loc | undefined;
}

export function sinksOf({ module, effects, child }: Analysis, border: (instance: number) => Border): Sink[] {
  return [...targets(), ...actions(), ...reads(module), ...instances()];

  function targets(): Sink[] {
    const registers = module.registers.map(({ node, domain }) => ({ node, domain }));
    const outputs = module.ports.filter(port => port.dir === 'out');
    return [...registers, ...outputs].flatMap(({ node, domain }) =>
      (domain === undefined ? [] : (effects.drives.get(node) ?? [])).map(({ stmt, guard }) => ({
        domain: domain!,
        from: [stmt.value, ...(stmt.index === undefined ? [] : [stmt.index]), ...conditionsOf(guard)],
        what: describe(module, node),
        loc: stmt.loc ?? module.nodes[node]!.loc,
      })),
    );
  }

  function actions(): Sink[] {
    return effects.actions.map(({ stmt, guard }) => {
      const conditions = conditionsOf(guard);
      if (stmt.kind === 'write') {
        const memory = module.memories[stmt.mem]!;
        const { domain } = memory.writes[stmt.port]!;
        const mask = stmt.mask === undefined ? [] : [stmt.mask];
        return {
          domain,
          from: [stmt.addr, stmt.data, ...mask, ...conditions],
          what: `a write to ${memory.name}`,
          loc: stmt.loc,
        };
      }
      const from = stmt.kind === 'check' ? [stmt.cond] : stmt.args;
      const what = stmt.kind === 'check' ? `this ${stmt.check}` : 'this print';
      return { domain: stmt.domain, from: [...from, ...conditions], what, loc: stmt.loc };
    });
  }

  function instances(): Sink[] {
    return module.instances.flatMap((instance, i) =>
      child(i).module.ports.flatMap(port => {
        const node = instance.inputs[port.name];
        if (port.dir !== 'in' || node === undefined) return [];
        const what = `${port.name} of ${instance.name}`;
        return outside(instance, border(i).into(port)).map(domain => ({
          domain,
          from: [node],
          what,
          loc: instance.loc,
        }));
      }),
    );
  }
}

const reads = (module: Module): Sink[] =>
  module.memories.flatMap(memory =>
    memory.reads.flatMap(({ node, domain }) => {
      const { args, loc } = module.nodes[node]!;
      return domain === undefined ? [] : { domain, from: args, what: `a read of ${memory.name}`, loc };
    }),
  );
