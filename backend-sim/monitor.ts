import type { Design, Format, Module, Node, NodeId, Register, Stmt, StreamInfo } from '../dsl/ir/index.js';

const bool: Format = { kind: 'bool' };

/**
 * Adds to every stream of every module a watch over the second stream rule: once valid, valid and payload hold
 * until ready. Each watch is a register for "an offer waits" and one per payload field, with an assert that names
 * the stream, the rule and the field. The clock domain's reset restarts it; it never changes what the design does.
 *
 * A stream that only comes out of an instance is watched inside that instance.
 */
export function monitorStreams(design: Design): Design {
  return {
    ...design,
    modules: design.modules.map(module => {
      const streams = module.streams.filter(({ valid }) => module.nodes[valid]!.op !== 'inst');
      return streams.length === 0 ? module : watched(module, streams, module.name === design.top);
    }),
  };
}

function watched(module: Module, streams: readonly StreamInfo[], isTop: boolean): Module {
  const nodes: Node[] = [...module.nodes];
  const registers: Register[] = [...module.registers];
  const body: Stmt[] = [...module.body];
  const add = (node: Omit<Node, 'id' | 'format'>, format: Format = bool): NodeId => {
    nodes.push({ ...node, id: nodes.length, format });
    return nodes.length - 1;
  };
  const bit = (op: Node['op'], ...args: NodeId[]): NodeId => add({ op, width: 1, lanes: 1, args });
  const held = (node: NodeId, domain: string, init: boolean): NodeId => {
    const { width, lanes } = nodes[node]!;
    const reg = add({ op: 'reg', width, lanes, args: [] });
    registers.push({ node: reg, domain, init: Array<bigint>(lanes).fill(0n), reset: init });
    body.push({ kind: 'set', target: reg, value: node });
    return reg;
  };
  /** 1 when any lane differs. */
  const differs = (a: NodeId, b: NodeId): NodeId => {
    const { lanes } = nodes[a]!;
    const each = add({ op: 'ne', width: 1, lanes, args: [a, b] });
    if (lanes === 1) return each;
    return bit('redor', add({ op: 'reshape', width: lanes, lanes: 1, args: [each] }));
  };

  for (const stream of streams) {
    const { domain, valid, ready, last } = stream;
    const { loc } = nodes[valid]!;
    const place = loc ?? module.loc;
    const who =
      isTop && stream.dir === 'in' ? `the bench breaks a rule of stream ${stream.name}` : `stream ${stream.name}`;
    const require = (cond: NodeId, message: string): void => {
      body.push({
        kind: 'check',
        check: 'assert',
        cond,
        message: `${who}: ${message}`,
        domain,
        ...(place && { loc: place }),
      });
    };
    const waits = held(bit('and', valid, bit('not', ready)), domain, true);
    const idle = bit('not', waits);
    require(bit('or', idle, valid), 'valid fell before the offer was taken; it holds until ready');
    const fields = [
      ...stream.payload.map(({ path, node }) => ({ name: ['payload', ...path].join('.'), node })),
      ...(last === undefined ? [] : [{ name: 'last', node: last }]),
    ];
    for (const { name, node } of fields) {
      const changed = bit('and', bit('and', waits, valid), differs(node, held(node, domain, false)));
      require(bit('not', changed), `${name} changed before the offer was taken; it holds until ready`);
    }
  }
  return { ...module, nodes, registers, body };
}
