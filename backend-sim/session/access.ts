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
      if (tree.kind === 'leaf' && tree.leaf.lanes === 1) {
        const bits = smallBits(tree.leaf, value);
        const { kind } = machine.signals[tree.leaf.signal]!;
        if (bits !== undefined && (kind === 'input' || kind === 'reset')) {
          session.writeNumber(tree.leaf.signal, bits);
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

/**
 * The bits of a value in the common case of a boolean or a small whole number, without BigInt. Undefined for all
 * else, also for what does not fit: that goes the long way to its error.
 */
function smallBits({ width, format }: Leaf, value: unknown): number | undefined {
  if (typeof value === 'boolean') return format.kind === 'bool' ? Number(value) : undefined;
  if (typeof value !== 'number' || width > 32 || !Number.isInteger(value)) return undefined;
  if (format.kind === 'uint' || format.kind === 'bool') return value >= 0 && value < 2 ** width ? value : undefined;
  if (format.kind !== 'sint') return undefined;
  const half = 2 ** (width - 1);
  if (value < -half || value >= half) return undefined;
  return value < 0 ? value + 2 * half : value;
}

const kindOf = ({ machine }: Session, signal: number): string => {
  const { kind } = machine.signals[signal]!;
  return { reg: 'a register', wire: 'a wire', output: 'an output', input: 'an input', reset: 'a reset' }[kind];
};
