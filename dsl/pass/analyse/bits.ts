import type { NodeId } from '../../ir/index.js';
import type { Analysis } from './analysis.js';
import { conditionsOf, type Drive } from './effects.js';

/** Called for each bit that a bit depends on. Bits are counted through the lanes, lane 0 first. */
export type Visit = (node: NodeId, bit: number) => void;

/**
 * Tells for one bit of one node which bits it depends on within the same cycle.
 * Bits that depend on all lower ones, as those of a sum do, are chained through their own node: bit i visits
 * bit i - 1 of the same node, so that a wide adder costs a few edges per bit and not a square of them.
 */
export type BitDependencies = (node: NodeId, bit: number, visit: Visit) => void;

/** `through` tells it for the outputs of instances. */
export function bitDependencies(analysis: Analysis, through: BitDependencies): BitDependencies {
  const { module, graph } = analysis;
  const { nodes } = module;
  const drivesByLane = new Map<NodeId, readonly Drive[][]>();
  const lanesOf = (target: NodeId): readonly Drive[][] => {
    const before = drivesByLane.get(target);
    if (before) return before;
    const lanes = groupByLane(analysis, target);
    drivesByLane.set(target, lanes);
    return lanes;
  };
  const all = (id: NodeId, visit: Visit): void => {
    const { width, lanes } = nodes[id]!;
    for (let bit = 0; bit < width * lanes; bit++) visit(id, bit);
  };

  return (id, bit, visit) => {
    const node = nodes[id]!;
    const { op, args, width } = node;
    // Registers and synchronous reads: nothing within this cycle.
    if (graph.start[id] === graph.start[id + 1]) return;
    const lane = Math.floor(bit / width);
    const at = bit - lane * width;
    const arg = (i: number) => nodes[args[i]!]!;
    /** The bits of one lane of an argument; of its only lane, when it has one. */
    const wholeLane = (i: number): void => {
      const { width: w, lanes } = arg(i);
      const from = lanes === 1 ? 0 : lane * w;
      for (let b = 0; b < w; b++) visit(args[i]!, from + b);
    };
    const same = (i: number): void => {
      const w = arg(i).width;
      if (at < w) visit(args[i]!, lane * w + at);
    };
    const below = (): void => void (at > 0 && visit(id, bit - 1));
    switch (op) {
      case 'and':
      case 'or':
      case 'xor':
      case 'not':
        for (let i = 0; i < args.length; i++) visit(args[i]!, bit);
        return;
      case 'add':
      case 'sub':
      case 'mulu':
      case 'muls':
        same(0);
        same(1);
        return below();
      case 'shl':
        same(0);
        return at > 0 ? below() : wholeLane(1);
      case 'shru':
      case 'shrs':
        same(0);
        return at < width - 1 ? visit(id, bit + 1) : wholeLane(1);
      case 'slice':
        return visit(args[0]!, lane * arg(0).width + node.from! + at);
      case 'cat': {
        let i = args.length - 1;
        let rest = at;
        for (; rest >= arg(i).width; i--) rest -= arg(i).width;
        return visit(args[i]!, lane * arg(i).width + rest);
      }
      case 'zext':
        return same(0);
      case 'sext':
        return visit(args[0]!, lane * arg(0).width + Math.min(at, arg(0).width - 1));
      case 'mux':
        wholeLane(0);
        visit(args[1]!, bit);
        return visit(args[2]!, bit);
      case 'splat':
        return visit(args[0]!, at);
      case 'pick':
        return visit(args[0]!, bit + node.from! * width);
      case 'pack': {
        let i = 0;
        let rest = lane;
        for (; rest >= arg(i).lanes; i++) rest -= arg(i).lanes;
        return visit(args[i]!, rest * width + at);
      }
      case 'index':
        for (let l = 0; l < arg(0).lanes; l++) visit(args[0]!, l * width + at);
        return all(args[1]!, visit);
      case 'reshape':
        return visit(args[0]!, bit);
      case 'read':
        return at > 0 ? visit(id, bit - 1) : all(args[0]!, visit);
      case 'inst':
        return through(id, bit, visit);
      case 'wire':
      case 'output':
        for (const { stmt, guard } of lanesOf(id)[lane]!) {
          visit(stmt.value, (stmt.index === undefined ? lane - (stmt.lane ?? 0) : 0) * width + at);
          if (stmt.index !== undefined) all(stmt.index, visit);
          for (const cond of conditionsOf(guard)) all(cond, visit);
        }
        return;
      default:
        // Comparisons and reductions: one bit out of a whole lane.
        for (let i = 0; i < args.length; i++) wholeLane(i);
    }
  };
}

/** For each lane of a target the statements that may set it. */
function groupByLane({ module, effects }: Analysis, target: NodeId): Drive[][] {
  const { lanes } = module.nodes[target]!;
  const groups: Drive[][] = Array.from({ length: lanes }, () => []);
  for (const drive of effects.drives.get(target) ?? []) {
    const { lane, index, value } = drive.stmt;
    const from = lane ?? 0;
    const to = lane === undefined || index !== undefined ? lanes : from + module.nodes[value]!.lanes;
    for (let l = from; l < to; l++) groups[l]!.push(drive);
  }
  return groups;
}
