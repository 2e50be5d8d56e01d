import { isTarget, type Module, type NodeId, type Stmt } from '../../ir/index.js';
import type { Fault } from './fault.js';

/** That statements refer to nodes and tables that exist, with the shapes they ask for. */
export function statementFaults(module: Module): Fault[] {
  const faults: Fault[] = [];
  const need = (holds: boolean, note: string, node?: NodeId): void => void (holds || faults.push({ note, node }));
  const domains = new Set(module.domains.map(({ name }) => name));
  const shape = (id: NodeId) => module.nodes[id] ?? { width: 0, lanes: 0, op: 'const' as const };
  const needBit = (id: NodeId, what: string): void =>
    need(shape(id).width === 1 && shape(id).lanes === 1, `${what} is not 1 bit`, id);

  const visit = (stmt: Stmt): void => {
    switch (stmt.kind) {
      case 'set': {
        const { target, value, lane, index } = stmt;
        const [to, from] = [shape(target), shape(value)];
        need(isTarget(to.op), 'set of something that cannot be set', target);
        need(to.width === from.width, 'set from a value of another width', value);
        if (index !== undefined) {
          need(from.lanes === 1 && lane === undefined, 'an index sets one lane', value);
          need(shape(index).lanes === 1, 'index with lanes', index);
        } else
          need(
            (lane ?? 0) >= 0 && (lane === undefined ? from.lanes === to.lanes : lane + from.lanes <= to.lanes),
            'set of lanes that are not there',
            target,
          );
        break;
      }
      case 'if':
        needBit(stmt.cond, 'a condition');
        stmt.then.forEach(visit);
        stmt.else.forEach(visit);
        break;
      case 'case': {
        const values = stmt.arms.flatMap(arm => arm.match);
        const { width, lanes } = shape(stmt.subject);
        need(lanes === 1, 'subject with lanes', stmt.subject);
        need(new Set(values).size === values.length, 'a value stands in two arms', stmt.subject);
        need(
          values.every(value => value >= 0n && value < 1n << BigInt(width)),
          'an arm that can never match',
          stmt.subject,
        );
        for (const arm of stmt.arms) arm.body.forEach(visit);
        stmt.default?.forEach(visit);
        break;
      }
      case 'write': {
        const memory = module.memories[stmt.mem];
        const port = memory?.writes[stmt.port];
        need(port !== undefined, `no write port ${stmt.mem}.${stmt.port}`);
        if (!memory || !port) break;
        need(
          shape(stmt.data).width === memory.width && shape(stmt.data).lanes === 1,
          'data of another shape',
          stmt.data,
        );
        need(shape(stmt.addr).lanes === 1, 'address with lanes', stmt.addr);
        const mask = stmt.mask === undefined ? undefined : shape(stmt.mask);
        need(!mask || (mask.width === port.parts && mask.lanes === 1), 'mask has not one bit for each part', stmt.mask);
        break;
      }
      case 'check':
        needBit(stmt.cond, 'a check');
        need(domains.has(stmt.domain), `a check in no domain of its module: ${stmt.domain}`);
        break;
      case 'print':
        need(stmt.text.split('{}').length - 1 === stmt.args.length, 'print has not one {} for each argument');
        need(
          stmt.args.every(id => module.nodes[id] !== undefined),
          'print of no node',
        );
        need(domains.has(stmt.domain), `a print in no domain of its module: ${stmt.domain}`);
        break;
    }
  };
  module.body.forEach(visit);
  return faults;
}
