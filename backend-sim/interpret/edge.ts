import type { Design, Lanes, NodeId, ReadPort, WriteStmt } from '../../dsl/ir/index.js';
import type { Scope } from '../hierarchy.js';
import type { Event } from '../machine.js';
import { assigned, reached } from './reached.js';
import { inReset, type State } from './state.js';

/** Position in `Machine.reports` of a `check` or `print` statement of a scope. */
export type ReportOf = (scope: number, stmt: object) => number;

/**
 * The active edge of every domain in `mask`, from a settled state. Everything is computed from the values before
 * the edge, then stored at once. Returns what the design said at this edge.
 */
export function edge(state: State, design: Design, mask: number, reportOf: ReportOf): Event[] {
  const events: Event[] = [];
  const stores: (() => void)[] = [];
  state.scopes.forEach((scope, index) => {
    const { module, base, domains } = scope;
    const value = (id: NodeId): Lanes => state.values[base + id]!;
    const topOf = (domain: string): number => domains.get(domain)?.top ?? -1;
    const ticks = (domain: string): boolean => ((mask >>> topOf(domain)) & 1) === 1 && topOf(domain) >= 0;
    const resets = (domain: string): boolean =>
      domains.get(domain)?.reset !== undefined && inReset(state, design, topOf(domain));

    const next = new Map<NodeId, Lanes>();
    for (const { node, domain } of module.registers) if (ticks(domain)) next.set(node, value(node));
    /** Of each memory, by write port, the statement that counts. */
    const writes = module.memories.map(() => new Map<number, WriteStmt>());
    reached(module.body, value, action => {
      if (action.kind === 'set') {
        const before = next.get(action.target);
        if (before) next.set(action.target, assigned(before, action, value));
      } else if (action.kind === 'write') {
        const port = module.memories[action.mem]!.writes[action.port]!;
        if (ticks(port.domain)) writes[action.mem]!.set(action.port, action);
      } else if (ticks(action.domain) && !resets(action.domain)) {
        const says = action.kind === 'print' || (value(action.cond)[0] !== 0n) === (action.check === 'cover');
        if (!says) return;
        const args = action.kind === 'print' ? action.args.map(value) : [];
        events.push({ report: reportOf(index, action), cycle: state.edges[topOf(action.domain)]!, args });
      }
    });
    for (const register of module.registers) {
      const after = next.get(register.node);
      if (!after) continue;
      const lanes = register.reset && register.init && resets(register.domain) ? register.init : after;
      stores.push(() => {
        state.values[base + register.node] = lanes;
      });
    }
    module.memories.forEach((memory, mem) => {
      const before = state.memories[index]![mem]!;
      const inOrder = [...writes[mem]!].sort(([a], [b]) => a - b).map(([, write]) => write);
      for (const port of memory.reads) {
        if (port.domain === undefined || !ticks(port.domain)) continue;
        const { args } = module.nodes[port.node]!;
        if (args[1] !== undefined && value(args[1])[0] === 0n) continue;
        const seen = port.underWrite === 'new' ? inOrder.filter(sameDomain(scope, mem, port)) : [];
        const address = Number(value(args[0]!)[0]!);
        const word = written(before, seen, scope, value).get(address) ?? before[address] ?? 0n;
        stores.push(() => {
          state.values[base + port.node] = [word];
        });
      }
      for (const [address, word] of written(before, inOrder, scope, value)) {
        stores.push(() => {
          before[address] = word;
        });
      }
    });
  });
  for (const store of stores) store();
  state.edges.forEach((_, domain) => {
    if ((mask >>> domain) & 1) state.edges[domain]! += 1;
  });
  return events;
}

/** Only a write at the very edge of the reader can show through: another clock's edge is another edge. */
const sameDomain =
  (scope: Scope, mem: number, reader: ReadPort) =>
  (write: WriteStmt): boolean => {
    const { domain } = scope.module.memories[mem]!.writes[write.port]!;
    return scope.domains.get(domain)?.top === scope.domains.get(reader.domain!)?.top;
  };

/** The words of a memory that these writes, in order, change. */
function written(
  words: readonly bigint[],
  writes: readonly WriteStmt[],
  { module }: Scope,
  value: (id: NodeId) => Lanes,
): Map<number, bigint> {
  const after = new Map<number, bigint>();
  for (const { mem, port, addr, data, mask } of writes) {
    const { width, depth, writes: ports } = module.memories[mem]!;
    const address = Number(value(addr)[0]!);
    if (address >= depth) continue;
    const { parts } = ports[port]!;
    const chosen = mask === undefined ? (1n << BigInt(parts)) - 1n : value(mask)[0]!;
    const part = BigInt(width / parts);
    for (let i = 0n; i < BigInt(parts); i++) {
      if (((chosen >> i) & 1n) === 0n) continue;
      const bits = ((1n << part) - 1n) << (i * part);
      const before = after.get(address) ?? words[address]!;
      after.set(address, (before & ~bits) | (value(data)[0]! & bits));
    }
  }
  return after;
}
