import { captureLoc } from '../error/capture.js';
import type { Loc, NodeId } from '../ir/index.js';
import { hereOrFail, idOf } from '../scope/emit.js';
import type { Ref } from '../scope/ref.js';
import { fail, report } from '../scope/report.js';
import { show } from '../type/show.js';
import type { ScalarType, Type } from '../type/type.js';

/** Key of a signal's IR value: hidden from completion, since no design needs it. */
export const ref: unique symbol = Symbol('ref');

/**
 * A value of one scalar type in the module being built. Inside `lanewise` it stands for all elements of a vector at
 * once. Signals are hardware: `if (s)`, `s === t`, `s + 1` and template strings cannot work on them, and say so.
 */
export abstract class Signal<T extends ScalarType = ScalarType> {
  readonly [ref]: Ref;

  constructor(
    readonly type: T,
    node: Ref,
  ) {
    this[ref] = node;
  }

  /** @throws HW003 always: TypeScript asked for the value of a wire. */
  [Symbol.toPrimitive](hint: string): never {
    return noValue(this, hint);
  }

  toString(): string {
    return show(this.type);
  }
}

export function noValue(signal: { readonly type: Type }, hint: string): never {
  const instead =
    hint === 'string'
      ? "print('value {}', signal) shows it in simulation"
      : 'use methods: a.add(b), a.lt(b), a.eq(b), c.mux(a, b), when(c, () => ...)';
  fail('HW003', `a ${show(signal.type)} has no value while the hardware is built`, instead);
}

/** Assigns `value` to where `target` stands; `shown` is what the user called. */
export function assign(target: Ref, value: Ref): void {
  const scope = hereOrFail('.set()');
  const loc = captureLoc();
  const { place } = target;
  const id = idOf(target);
  if (!place) {
    const node = scope.nodes[id]!;
    report(
      'HW012',
      `${node.name ?? 'this value'} cannot be assigned to: it is ${kindName(node.op)}`,
      'assign to an output, a wire or a register',
      [
        { loc, note: 'assigned here' },
        { loc: node.loc, note: 'made here' },
      ],
    );
    return;
  }
  const from = idOf(value);
  const lanes = place.index === undefined ? scope.nodes[id]!.lanes : 1;
  const set = {
    kind: 'set' as const,
    target: place.target,
    value: widen(scope.nodes[from]!.lanes, lanes, from, loc),
    loc,
    ...(place.lane === undefined ? {} : { lane: place.lane }),
    ...(place.index === undefined ? {} : { index: place.index }),
  };
  scope.statements.push(
    place.enable === undefined ? set : { kind: 'if', cond: place.enable, then: [set], else: [], loc },
  );
}

function widen(have: number, want: number, id: NodeId, loc: Loc): NodeId {
  if (have === want) return id;
  const scope = hereOrFail('.set()');
  const { width, format } = scope.nodes[id]!;
  return scope.add({ op: 'splat', width, lanes: want, args: [id], format, loc });
}

const kindName = (op: string): string =>
  op === 'input' ? 'an input' : op === 'inst' ? "an instance's output" : op === 'const' ? 'a constant' : 'a result';
