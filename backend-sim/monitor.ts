import type { Design, Module, NodeId, StreamInfo } from '../dsl/ir/index.js';
import { watchAxi } from './monitor-axi/watch-axi.js';
import { watchAxiLite } from './monitor-axi-lite.js';
import { ifSo, type Watch, watchOf } from './watch.js';

/**
 * Adds to every stream of every module a watch over the second stream rule: once valid, valid and payload hold
 * until ready. Each watch is a register for "an offer waits" and one per payload field, with an assert that names
 * the stream, the rule and the field. The clock domain's reset restarts it; it never changes what the design does.
 * The ports of an AXI bus are also watched together.
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
  const watch = watchOf(module);
  for (const stream of streams) watchStream(watch, stream, isTop);
  watchAxiLite(watch, streams, isTop);
  watchAxi(watch, streams, isTop);
  return watch.done();
}

function watchStream(watch: Watch, stream: StreamInfo, isTop: boolean): void {
  const { valid, ready, last } = stream;
  const who =
    isTop && stream.dir === 'in' ? `the bench breaks a rule of stream ${stream.name}` : `stream ${stream.name}`;
  const require = (cond: NodeId, what: string) =>
    watch.require(stream, who, cond, `${what} before the offer was taken; it holds until ready`);
  const fields = [
    ...stream.payload.map(({ path, node }) => ({ name: ['payload', ...path].join('.'), node })),
    ...(last === undefined ? [] : [{ name: 'last', node: last }]),
  ].map(({ name, node }) => {
    const { width, lanes } = watch.node(node);
    return { name, node, held: watch.register(width, lanes, stream, false) };
  });
  const waits = watch.register(1, 1, stream, true);
  const held = fields.map(({ name, node, held }) => require(same(watch, node, held), `${name} changed`));
  const offered = watch.bit('and', valid, watch.bit('not', ready));
  watch.body.push(
    { kind: 'set', target: waits, value: offered },
    // Under conditions, so that a stream without a waiting offer costs next to nothing.
    ifSo(
      offered,
      fields.map(({ node, held }) => ({ kind: 'set', target: held, value: node })),
    ),
    ifSo(waits, [require(valid, 'valid fell'), ifSo(valid, held)]),
  );
}

/** 1 when all lanes are equal. */
function same(watch: Watch, a: NodeId, b: NodeId): NodeId {
  const { lanes } = watch.node(a);
  const each = watch.add({ op: 'eq', width: 1, lanes, args: [a, b] });
  return lanes === 1 ? each : watch.bit('redand', watch.add({ op: 'reshape', width: lanes, lanes: 1, args: [each] }));
}
