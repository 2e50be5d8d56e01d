import type { Format, Lanes, Node, NodeId } from '../../dsl/ir/index.js';
import {
  binary,
  closed,
  concat,
  type Expr,
  int,
  literal,
  negate,
  part,
  repeat,
  signed,
  ternary,
  unary,
  unsigned,
} from '../rtl/expr.js';
import { compare } from './compare.js';
import { enumConstant } from './enums.js';
import { type Lane, type Place, placeExpr, placeOf, within } from './lane.js';
import { addressWidth, netName, nodeOf, type Scope } from './scope.js';

/**
 * A node as an expression whose own width is the node's, and which is unsigned:
 * it means the same wherever an operand of that width may stand.
 */
export function value(scope: Scope, id: NodeId, lane: Lane = 'all'): Expr {
  const place = placeIn(scope, id, lane);
  return place ? placeExpr(place) : expression(scope, id, lane);
}

/** The same from the node's arguments, even if the node is a net: what defines the net. */
export function expression(scope: Scope, id: NodeId, lane: Lane): Expr {
  const node = nodeOf(scope, id);
  const known = scope.plan.constants[id];
  if (known) return constantValue(scope, node, known, lane);
  const place = placeInArgument(scope, node, lane);
  return place ? placeExpr(place) : computed(scope, node, lane);
}

/** Where a node's bits stand, when it is a net or a part of one. */
function placeIn(scope: Scope, id: NodeId, lane: Lane): Place | undefined {
  const node = nodeOf(scope, id);
  if (scope.plan.net[id]) return placeOf(netName(scope, id), node.width, node.lanes, lane);
  return scope.plan.constants[id] ? undefined : placeInArgument(scope, node, lane);
}

function placeInArgument(scope: Scope, node: Node, lane: Lane): Place | undefined {
  const { width, lanes, args, from = 0 } = node;
  const oneLane: Lane = lanes === 1 ? 0 : lane;
  switch (node.op) {
    case 'slice': {
      if (lane === 'all' && lanes > 1) return undefined;
      const place = placeIn(scope, args[0]!, lane);
      return place && within(place, from, width);
    }
    case 'pick': {
      if (lane === 'all') {
        const place = placeIn(scope, args[0]!, 'all');
        return place && within(place, from * width, lanes * width);
      }
      if (typeof oneLane === 'number') return placeIn(scope, args[0]!, from + oneLane);
      const place = placeIn(scope, args[0]!, lane);
      return place && within(place, from * width, width);
    }
    case 'reshape': {
      const place = placeIn(scope, args[0]!, 'all');
      if (!place || place.step) return place && lanes === 1 ? place : undefined;
      if (lane === 'all' || lanes === 1) return place;
      if (typeof lane === 'number') return within(place, lane * width, width);
      return { ...within(place, 0, width), step: { by: width, variable: lane.variable } };
    }
    case 'splat':
      return lane === 'all' ? undefined : placeIn(scope, args[0]!, 'all');
    default:
      return undefined;
  }
}

/** The lanes of a constant; a loop only ever meets one whose lanes are all equal. */
function constantValue(scope: Scope, node: Node, lanes: Lanes, lane: Lane): Expr {
  const one = (value: bigint): Expr => constant(scope, node.width, value, node.format);
  if (lane !== 'all') return one(lanes[typeof lane === 'number' && lanes.length > 1 ? lane : 0]!);
  if (lanes.length > 1 && lanes.every(value => value === lanes[0])) {
    if (lanes[0] === 0n && node.format.kind !== 'enum') return literal(node.width * lanes.length, 0n);
    return repeat(lanes.length, one(lanes[0]!));
  }
  return concat([...lanes].reverse().map(one));
}

/** A number, by its name when it is the case of an enum. */
export function constant(scope: Scope, width: number, value: bigint, format: Format): Expr {
  return enumConstant(scope, width, value, format) ?? literal(width, value);
}

function computed(scope: Scope, node: Node, lane: Lane): Expr {
  const { op, args, width, lanes } = node;
  /** An argument, in the lanes that this node is asked for. */
  const arg = (i: number): Expr => value(scope, args[i]!, nodeOf(scope, args[i]!).lanes === 1 ? 'all' : lane);
  const widthOf = (i: number): number => nodeOf(scope, args[i]!).width;
  const single = width === 1 && (lane !== 'all' || lanes === 1);
  switch (op) {
    case 'and':
      return binary(single ? '&&' : '&', arg(0), arg(1));
    case 'or':
      return binary(single ? '||' : '|', arg(0), arg(1));
    case 'xor':
      return binary('^', arg(0), arg(1));
    case 'not':
      return single ? negate(arg(0)) : unary('~', arg(0));
    case 'add':
      return binary('+', arg(0), arg(1));
    case 'sub':
      return binary('-', arg(0), arg(1));
    case 'eq':
    case 'ne':
    case 'ltu':
    case 'lts':
    case 'leu':
    case 'les':
      return compare(op, operand(scope, node, 0, lane), operand(scope, node, 1, lane));
    case 'shl':
      return binary('<<', arg(0), arg(1));
    case 'shru':
      return binary('>>', arg(0), arg(1));
    case 'shrs':
      // The arithmetic shift needs a signed context of its own: any unsigned neighbour would make it logical.
      return unsigned(binary('>>>', signed(arg(0)), arg(1)));
    case 'redand':
      return widthOf(0) === 1 ? arg(0) : unary('&', arg(0));
    case 'redor':
      return widthOf(0) === 1 ? arg(0) : unary('|', arg(0));
    case 'redxor':
      return widthOf(0) === 1 ? arg(0) : unary('^', arg(0));
    case 'cat':
      return concat(args.map((_, i) => arg(i)));
    case 'zext':
      return concat([literal(width - widthOf(0), 0n), arg(0)]);
    case 'sext':
      return concat([repeat(width - widthOf(0), signBit(scope, args[0]!, lane)), arg(0)]);
    case 'mux':
      return ternary(arg(0), arg(1), arg(2));
    case 'splat':
      return lane === 'all' ? repeat(lanes, arg(0)) : arg(0);
    case 'pack':
      return packed(scope, node, lane);
    case 'index':
      return indexed(scope, node);
    case 'reshape':
      return arg(0);
    default:
      throw new Error(`${op} (node ${node.id} of '${scope.module.name}') is not an expression`);
  }
}

/** An operand with what `compare` must know about it. */
function operand(scope: Scope, node: Node, i: number, lane: Lane) {
  const id = node.args[i]!;
  const { width, lanes } = nodeOf(scope, id);
  const constants = scope.plan.net[id] ? undefined : scope.plan.constants[id];
  const known = constants?.[typeof lane === 'number' && lanes > 1 ? lane : 0];
  return {
    width,
    expr: value(scope, id, lanes === 1 ? 'all' : lane),
    ...(known !== undefined && { known }),
  };
}

/** The highest bit of a value that is a place, one bit, or a `cat` that begins with such. */
function signBit(scope: Scope, id: NodeId, lane: Lane): Expr {
  const { op, args, width, lanes } = nodeOf(scope, id);
  const at: Lane = lanes === 1 ? 'all' : lane;
  const place = placeIn(scope, id, at);
  if (place) return placeExpr(within(place, width - 1, 1));
  const known = scope.plan.constants[id];
  if (known) return literal(1, known[typeof at === 'number' ? at : 0]! >> BigInt(width - 1));
  return op === 'cat' && width > 1 ? signBit(scope, args[0]!, at) : value(scope, id, at);
}

/** Lanes side by side, the last one most significant. */
function packed(scope: Scope, node: Node, lane: Lane): Expr {
  if (lane === 'all') return concat([...node.args].reverse().map(id => value(scope, id)));
  let skipped = typeof lane === 'number' ? lane : 0;
  for (const id of node.args) {
    const { lanes } = nodeOf(scope, id);
    if (skipped < lanes) return value(scope, id, lanes === 1 ? 'all' : skipped);
    skipped -= lanes;
  }
  throw new Error(`lane ${skipped} is beyond node ${node.id} of '${scope.module.name}'`);
}

/** A lane chosen at run time. An index without a lane gives 0, so it is compared first if there can be one. */
function indexed(scope: Scope, { args, width }: Node): Expr {
  const [vector, index] = args as [NodeId, NodeId];
  const { lanes } = nodeOf(scope, vector);
  const known = scope.plan.constants[index]?.[0];
  if (known !== undefined) return known < BigInt(lanes) ? value(scope, vector, Number(known)) : literal(width, 0n);
  const uniform = placeIn(scope, vector, 'all') === undefined;
  const lane = uniform ? value(scope, vector, 0) : chosenLane(scope, vector, index);
  const guard = inRange(scope, index, lanes);
  return guard ? ternary(guard, lane, literal(width, 0n)) : lane;
}

/** Bits of a value of one lane that is a place or a constant. */
export function bits(scope: Scope, id: NodeId, from: number, width: number): Expr {
  const place = placeIn(scope, id, 'all');
  if (place) return placeExpr(within(place, from, width));
  const known = scope.plan.constants[id];
  if (!known) throw new Error(`node ${id} of '${scope.module.name}' has no net to take bits from`);
  return literal(width, BigInt.asUintN(width, known[0]! >> BigInt(from)));
}

/** `vector[index*w +: w]`. */
export function chosenLane(scope: Scope, vector: NodeId, index: NodeId): Expr {
  const { width, lanes } = nodeOf(scope, vector);
  const whole = placeIn(scope, vector, 'all')!;
  if (lanes === 1) return placeExpr(whole);
  const { name, base } = whole;
  // Linters want the index of a single bit to have just the bits that it takes. A product with the lane's width
  // has 32 bits, which a wide index could wrap; what lies above was compared already.
  const exact = width === 1 && base === 0;
  const wide = nodeOf(scope, index).width > 24;
  const shown = exact || wide ? fitIndex(scope, index, exact ? whole.total : lanes) : value(scope, index);
  const offset = width === 1 ? closed(shown) : binary('*', closed(shown), int(width));
  return part(name, base === 0 ? offset : binary('+', offset, int(base)), width);
}

/** An index or address cut or padded to the bits that tell `count` places apart; a constant beyond them all is 0. */
export function fitIndex(scope: Scope, id: NodeId, count: number): Expr {
  const wanted = addressWidth(count);
  const { width } = nodeOf(scope, id);
  const known = scope.plan.constants[id]?.[0];
  if (known !== undefined) return literal(wanted, known < BigInt(count) ? known : 0n);
  if (width > wanted) return bits(scope, id, 0, wanted);
  return width === wanted ? value(scope, id) : concat([literal(wanted - width, 0n), value(scope, id)]);
}

/** The condition that an index or address is below `count`; undefined when it cannot be otherwise. */
export function inRange(scope: Scope, index: NodeId, count: number): Expr | undefined {
  const { width } = nodeOf(scope, index);
  const known = scope.plan.constants[index]?.[0];
  if (known !== undefined) return known < BigInt(count) ? undefined : literal(1, 0n);
  if (BigInt(count) >= 1n << BigInt(width)) return undefined;
  return binary('<', value(scope, index), literal(width, BigInt(count)));
}
