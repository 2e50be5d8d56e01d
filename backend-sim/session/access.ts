import { fail } from '../error.js';
import { decode, decodeBig, encode, type Value } from '../value/compound.js';
import { decodeScalar } from '../value/scalar.js';
import type { Leaf } from '../value/tree.js';
import type { Target } from './names.js';
import type { Session } from './session.js';

/** Reads and writes named values of a session. */
export interface Access {
  peek(target: Target): Value;
  peekBig(target: Target): Value;
  /** @throws SimulationError when the target is no input, or the value does not fit. */
  poke(target: Target, value: unknown): void;
  /** As `poke`, for registers. */
  force(target: Target, value: unknown): void;
}

export function accessOf(session: Session): Access {
  const { machine } = session;
  const lanesOf = (leaf: Leaf): readonly bigint[] => machine.read(leaf.signal);
  const store = ({ name, tree, at }: Target, value: unknown, allowed: readonly string[], otherwise: string): void => {
    const changes = new Map<number, bigint[]>();
    encode(
      tree,
      value,
      name,
      ({ signal, lanes }, lane, bits) => {
        if (!changes.has(signal)) {
          if (!allowed.includes(machine.signals[signal]!.kind))
            fail(`${name} is ${kindOf(session, signal)}${otherwise}`);
          changes.set(signal, lanes === 1 ? [0n] : machine.read(signal));
        }
        changes.get(signal)![lane] = bits;
      },
      at,
    );
    for (const [signal, lanes] of changes) session.write(signal, lanes);
  };
  return {
    peek(target) {
      const { tree } = target;
      if (tree.kind === 'leaf' && tree.leaf.lanes === 1) {
        const { signal, width, format } = tree.leaf;
        if (width <= 32) {
          const bits = machine.readNumber(signal);
          if (format.kind === 'uint') return bits;
          if (format.kind === 'bool') return bits === 1;
          if (format.kind === 'sint') return (bits << (32 - width)) >> (32 - width);
        }
        return decodeScalar(machine.read(signal)[0]!, format, width);
      }
      return decode(tree, lanesOf, target.at);
    },
    peekBig: ({ tree, at }) => decodeBig(tree, lanesOf, at),
    poke(target, value) {
      const { tree } = target;
      if (tree.kind === 'leaf' && tree.leaf.lanes === 1 && typeof value === 'number') {
        const { signal, width, format } = tree.leaf;
        // The common case without BigInt; whatever does not fit goes on to the full check.
        if (
          format.kind === 'uint' &&
          width <= 32 &&
          Number.isInteger(value) &&
          value >= 0 &&
          value < 2 ** width &&
          machine.signals[signal]!.kind === 'input'
        ) {
          session.writeNumber(signal, value);
          return;
        }
      }
      store(target, value, ['input', 'reset'], ': only inputs can be poked, and registers forced');
    },
    force(target, value) {
      store(target, value, ['input', 'reset', 'reg'], ': only registers and inputs can be forced');
    },
  };
}

const kindOf = ({ machine }: Session, signal: number): string => {
  const { kind } = machine.signals[signal]!;
  return { reg: 'a register', wire: 'a wire', output: 'an output', input: 'an input', reset: 'a reset' }[kind];
};
