import type { Module, Node, NodeId } from '../../ir/index.js';
import type { Fault } from './fault.js';

/** Ports, registers, memories, instances and streams: that they refer to nodes of the right kind, once each. */
export function tableFaults(module: Module, children: ReadonlyMap<string, Module>): Fault[] {
  const faults: Fault[] = [];
  const need = (holds: boolean, note: string, node?: NodeId): void => void (holds || faults.push({ note, node }));
  const domains = new Set(module.domains.map(({ name }) => name));
  const needDomain = (name: string | undefined, what: string): void =>
    need(name === undefined || domains.has(name), `${what} is in a domain '${name}' that its module does not have`);
  const is = (id: NodeId, op: Node['op'], what: string): boolean => {
    const right = module.nodes[id]?.op === op;
    need(right, `${what} is no ${op} node`, id);
    return right;
  };

  need(domains.size === module.domains.length, 'two domains of one name');
  const listed = new Map<NodeId, number>();
  const list = (id: NodeId): void => void listed.set(id, (listed.get(id) ?? 0) + 1);

  for (const port of module.ports) {
    list(port.node);
    if (!is(port.node, port.dir === 'in' ? 'input' : 'output', `port ${port.name}`)) continue;
    need(sameShape(port, module.nodes[port.node]!), `port ${port.name} has another shape than its node`, port.node);
    needDomain(port.domain, `port ${port.name}`);
  }
  for (const { node, domain, init } of module.registers) {
    list(node);
    if (!is(node, 'reg', 'a register')) continue;
    const { width, lanes } = module.nodes[node]!;
    needDomain(domain, 'a register');
    need(!init || (init.length === lanes && init.every(value => fits(value, width))), 'init has another shape', node);
  }
  for (const [i, { name, width, depth, init, reads, writes }] of module.memories.entries()) {
    need(width >= 1 && depth >= 1, `memory ${name} is empty`);
    need(!init || (init.length <= depth && init.every(value => fits(value, width))), `init of ${name} does not fit`);
    for (const { node, domain } of reads) {
      list(node);
      needDomain(domain, `a read of ${name}`);
      if (!is(node, 'read', `a read of ${name}`)) continue;
      const { of, args, width: w } = module.nodes[node]!;
      need(of === i && w === width, `a read of ${name} has another shape or memory`, node);
      need(args.length === 1 || domain !== undefined, `an asynchronous read of ${name} has an enable`, node);
    }
    for (const { domain, parts } of writes) {
      needDomain(domain, `a write to ${name}`);
      need(parts >= 1 && width % parts === 0, `${parts} parts do not divide the ${width} bits of ${name}`);
    }
  }
  for (const [i, instance] of module.instances.entries()) {
    const child = children.get(instance.module);
    need(child !== undefined, `${instance.name} is a ${instance.module}, which does not come before it`);
    if (!child) continue;
    for (const [name, id] of Object.entries(instance.inputs)) {
      const port = child.ports.find(candidate => candidate.name === name && candidate.dir === 'in');
      need(port !== undefined, `${instance.module} has no input ${name}`);
      const node = module.nodes[id];
      need(
        !port || (node !== undefined && sameShape(port, node)),
        `${name} of ${instance.name} gets another shape`,
        id,
      );
    }
    for (const [name, id] of Object.entries(instance.outputs)) {
      list(id);
      const port = child.ports.find(candidate => candidate.name === name && candidate.dir === 'out');
      need(port !== undefined, `${instance.module} has no output ${name}`);
      if (!port || !is(id, 'inst', `${name} of ${instance.name}`)) continue;
      const node = module.nodes[id]!;
      need(
        node.of === i && node.port === name && sameShape(port, node),
        `${name} of ${instance.name} has another shape`,
        id,
      );
    }
    for (const { name } of child.domains) {
      need(name in instance.domains, `${instance.name} has no clock for its domain ${name}`);
      needDomain(instance.domains[name], instance.name);
    }
  }
  for (const { name, domain, clear, valid, ready, last, payload } of module.streams) {
    needDomain(domain, `stream ${name}`);
    const bits = [valid, ready, last, clear].filter(id => id !== undefined).map(id => module.nodes[id]);
    need(
      bits.every(node => node?.width === 1 && node.lanes === 1),
      `handshake of stream ${name} is not 1 bit`,
    );
    need(
      payload.every(({ node }) => module.nodes[node] !== undefined),
      `payload of stream ${name} has no node`,
    );
  }
  const tabled = new Set<Node['op']>(['input', 'output', 'reg', 'read', 'inst']);
  for (const { id, op } of module.nodes) {
    if (tabled.has(op)) need(listed.get(id) === 1, `${op} stands in ${listed.get(id) ?? 0} tables instead of one`, id);
  }
  return faults;
}

const fits = (value: bigint, width: number): boolean => value >= 0n && value < 1n << BigInt(width);

const sameShape = (a: { width: number; lanes: number }, b: { width: number; lanes: number }): boolean =>
  a.width === b.width && a.lanes === b.lanes;
