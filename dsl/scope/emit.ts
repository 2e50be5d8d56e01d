import { captureLoc } from '../error/capture.js';
import type { Format, Node, NodeId, Op } from '../ir/index.js';
import { currentScope } from './current.js';
import type { Ref } from './ref.js';
import { fail, report } from './report.js';
import type { Scope } from './scope.js';

/** The module being built; an error when there is none. */
export function hereOrFail(what: string): Scope {
  return (
    currentScope() ??
    fail('HW001', `${what} outside a module`, "hardware is described inside the body of module('name', ports, body)")
  );
}

/** The id of a value in the module being built; a value of another module is an error. */
export function idOf(ref: Ref): NodeId {
  const scope = hereOrFail('a signal is used');
  if (ref.scope === scope) return ref.id;
  const node = ref.scope.nodes[ref.id]!;
  report(
    'HW001',
    `${node.name ?? 'this signal'} belongs to module ${ref.scope.name}, and is used in module ${scope.name}`,
    'pass it through a port: give the module an input, and connect it where the module is instantiated',
    [
      { loc: captureLoc(), note: `used here, in ${scope.name}` },
      { loc: node.loc, note: `made here, in ${ref.scope.name}` },
    ],
  );
  // Anything of the same shape lets the rest of the body be checked.
  const { width, lanes, format } = node;
  return scope.add({ op: 'const', width, lanes, args: [], value: Array(lanes).fill(0n), format });
}

/** The id of a value that has to be one: inside `lanewise` a value stands for all elements of a vector. */
export function oneOf(ref: Ref, what: string): NodeId {
  const id = idOf(ref);
  const { lanes } = hereOrFail(what).nodes[id]!;
  if (lanes !== 1)
    fail(
      'HW012',
      `${what} is one value, and this stands for ${lanes} elements of a vector`,
      'inside lanewise use operators only (x.gt(y).mux(a, b)); for anything else loop: v.map(x => ...)',
    );
  return id;
}

const lanewise = new Set<Op>(
  'and or xor not add sub mulu muls eq ne ltu lts leu les shl shru shrs redand redor redxor slice cat zext sext mux'.split(
    ' ',
  ) as Op[],
);
/** Arguments that may stay at one lane beside a vector. */
const scalarArg = (op: Op, position: number) =>
  (op === 'mux' && position === 0) || (op.startsWith('sh') && position === 1);

/** What operators add around their operands. The operator itself knows its line, and capturing a stack costs microseconds. */
const silent = new Set<Op>(['zext', 'sext']);

export type Extra = Partial<Pick<Node, 'value' | 'from' | 'of' | 'port' | 'lanes'>>;

/** Adds one operator to the module being built. Arguments of one lane are copied to as many as the widest has. */
export function emit(op: Op, width: number, format: Format, args: readonly Ref[], extra: Extra = {}): Ref {
  const scope = hereOrFail('a signal is used');
  let ids = args.map(idOf);
  let lanes = extra.lanes ?? 1;
  if (lanewise.has(op)) {
    lanes = Math.max(...ids.map(id => scope.nodes[id]!.lanes));
    ids = ids.map((id, position) => {
      const arg = scope.nodes[id]!;
      if (arg.lanes === lanes || scalarArg(op, position)) return id;
      return scope.add({ op: 'splat', width: arg.width, lanes, args: [id], format: arg.format });
    });
  }
  const node = { op, width, args: ids, format, ...extra, lanes };
  return { scope, id: scope.add(silent.has(op) ? node : { ...node, loc: captureLoc() }) };
}

/** A constant; each lane an unsigned number of `width` bits. */
export function constant(width: number, format: Format, value: readonly bigint[]): Ref {
  const scope = hereOrFail('a constant is used');
  const id = scope.add({ op: 'const', width, lanes: value.length, args: [], value, format });
  return { scope, id };
}
