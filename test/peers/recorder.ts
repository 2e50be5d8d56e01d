import type { Simulator } from '../../backend-sim/index.js';
import type { Vector } from '../../backend-verilog/index.js';
import { moduleOf } from '../../dsl/ir/index.js';
import { pack } from '../backend-verilog/stimulus.js';
import type { Bench } from './verilator.js';

/** What a recorder needs of a simulator, whatever its ports are. */
export type Recordable = Pick<Simulator, 'design' | 'attach' | 'peekBig'>;

/** Every pin of a circuit of one clock at every edge from now on, whoever drives it: for a peer to go the same way. */
export function recorded(sim: Recordable): Bench {
  const top = moduleOf(sim.design, sim.design.top);
  const [domain, another] = top.domains;
  if (!domain || another) throw new Error(`${top.name} has ${top.domains.length} clocks, and is to have one`);
  const vectors: Vector[] = [];
  const bits = (name: string, width: number): readonly [string, bigint] => [
    name,
    pack(
      [sim.peekBig(name)].flat(9).map(lane => BigInt.asUintN(width, BigInt(lane as bigint))),
      width,
    ),
  ];
  const of = (wanted: 'in' | 'out') =>
    top.ports.filter(({ dir }) => dir === wanted).map(({ name, width }) => bits(name, width));
  const reset = domain.reset?.port;
  sim.attach({
    before: () => {
      const inputs = Object.fromEntries([...(reset ? [bits(reset, 1)] : []), ...of('in')]);
      vectors.push({ inputs, outputs: Object.fromEntries(of('out')), clocks: [domain.clock] });
    },
    after() {},
  });
  return { design: sim.design, vectors };
}
