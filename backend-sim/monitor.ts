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
  const register = (width: number, lanes: number, domain: string, reset: boolean): NodeId => {
    const node = add({ op: 'reg', width, lanes, args: [] });
    registers.push({ node, domain, init: Array<bigint>(lanes).fill(0n), reset });
    return node;
  };
  /** 1 when all lanes are equal. */
  const same = (a: NodeId, b: NodeId): NodeId => {
    const { lanes } = nodes[a]!;
    const each = add({ op: 'eq', width: 1, lanes, args: [a, b] });
    return lanes === 1 ? each : bit('redand', add({ op: 'reshape', width: lanes, lanes: 1, args: [each] }));
  };

  for (const stream of streams) {
    const { domain, valid, ready, last } = stream;
    const loc = nodes[valid]!.loc ?? module.loc;
    const who =
      isTop && stream.dir === 'in' ? `the bench breaks a rule of stream ${stream.name}` : `stream ${stream.name}`;
    const require = (cond: NodeId, what: string): Stmt => ({
      kind: 'check',
      check: 'assert',
      cond,
      message: `${who}: ${what} before the offer was taken; it holds until ready`,
      domain,
      ...(loc && { loc }),
    });
    const fields = [
      ...stream.payload.map(({ path, node }) => ({ name: ['payload', ...path].join('.'), node })),
      ...(last === undefined ? [] : [{ name: 'last', node: last }]),
    ].map(({ name, node }) => {
      const { width, lanes } = nodes[node]!;
      return { name, node, held: register(width, lanes, domain, false) };
    });
    const waits = register(1, 1, domain, true);
    const held = fields.map(({ name, node, held }) => require(same(node, held), `${name} changed`));
    const offered = bit('and', valid, bit('not', ready));
    body.push(
      { kind: 'set', target: waits, value: offered },
      // Under conditions, so that a stream without a waiting offer costs next to nothing.
      ifSo(
        offered,
        fields.map(({ node, held }) => ({ kind: 'set', target: held, value: node })),
      ),
      ifSo(waits, [require(valid, 'valid fell'), ifSo(valid, held)]),
    );
  }
  return { ...module, nodes, registers, body };
}

const ifSo = (cond: NodeId, then: readonly Stmt[]): Stmt => ({ kind: 'if', cond, then, else: [] });
