import * as assert from 'uvu/assert';
import type { Circuit } from '../../../dsl/index.js';
import { streamIn, streamOut } from '../../../dsl/index.js';
import { elementType, type KernelOptions, resultType } from '../../../dsl/kernel/hardware/index.js';
import type { Kernel, Leaf } from '../../../dsl/kernel/ir.js';
import { mapKernel } from '../../../dsl/stream/map-kernel.js';
import { flow, pour, streamOf, type Weather } from '../stream/rig.js';
import { rangeOf } from './build.js';
import { evaluate } from './evaluate.js';

/** A stream through a kernel. */
export const circuitOf = (kernel: Kernel, options: KernelOptions = {}): Circuit =>
  flow({ s: streamIn(elementType(kernel)), m: streamOut(resultType(kernel)) }, io => {
    mapKernel(io.s as never, kernel, options).into(io.m as never);
  });

type Data = bigint | readonly bigint[];

/** Random numbers, with the ends of ranges more often than others. */
export function randomArgs(kernel: Kernel, seed: number, count: number): Data[][] {
  let state = BigInt(seed) * 0x9e3779b97f4a7c15n;
  const next = (): bigint => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return (state >> 20n) ^ (state >> 41n);
  };
  const one = ({ type }: Leaf): bigint => {
    const { min, max } = rangeOf(type);
    const kind = next() % 8n;
    if (kind === 0n) return min;
    if (kind === 1n) return max;
    if (kind === 2n) return min < 0n ? -1n : 0n;
    const size = max - min + 1n;
    return min + (((next() << 44n) | next()) % size);
  };
  return Array.from({ length: count }, () =>
    kernel.params.map(leaf =>
      leaf.shape.length === 0 ? one(leaf) : Array.from({ length: leaf.shape.reduce((a, b) => a * b) }, () => one(leaf)),
    ),
  );
}

/** Data by leaf as the simulator takes and gives it, or as the function does, for which tuples are arrays. */
function payload(leaves: readonly Leaf[], data: readonly Data[], called = false): unknown {
  const plain = (leaf: Leaf, item: Data): unknown =>
    typeof item === 'bigint'
      ? number(leaf, item)
      : nested(
          leaf.shape,
          item.map(n => number(leaf, n)),
        );
  return assembled(
    leaves,
    leaves.map((leaf, i) => plain(leaf, data[i]!)),
    called,
  );
}

function assembled(leaves: readonly Leaf[], items: readonly unknown[], called = false): unknown {
  if (leaves.length === 1 && leaves[0]!.path.length === 0) return items[0];
  const container = (key: string | number) =>
    (typeof key === 'number' || (called && /^\d+$/.test(key)) ? [] : {}) as Record<string, unknown>;
  const result = container(leaves[0]!.path[0]!);
  leaves.forEach(({ path }, i) => {
    let at = result;
    path.slice(0, -1).forEach((key, depth) => {
      at[key] ??= container(path[depth + 1]!);
      at = at[key] as Record<string, unknown>;
    });
    at[path.at(-1)!] = items[i];
  });
  return result;
}

const number = ({ type, bool }: Leaf, value: bigint): number | bigint | boolean => {
  if (bool) return value !== 0n;
  return type.width > 53 ? value : Number(value);
};

function nested(shape: readonly number[], items: readonly unknown[]): unknown {
  if (shape.length <= 1) return items;
  const [count, ...rest] = shape as [number, ...number[]];
  const size = items.length / count;
  return Array.from({ length: count }, (_, i) => nested(rest, items.slice(i * size, (i + 1) * size)));
}

const elementOf = (kernel: Kernel, args: readonly Data[]): unknown => {
  const heads = new Set(kernel.params.map(({ path }) => path[0]));
  const leaves = heads.size === 1 ? kernel.params.map(leaf => ({ ...leaf, path: leaf.path.slice(1) })) : kernel.params;
  return payload(leaves, args);
};

/** The arguments of the function that a kernel is, parameter by parameter. */
export function callOf(kernel: Kernel, args: readonly Data[]): unknown[] {
  const heads = [...new Set(kernel.params.map(({ path }) => path[0]))];
  return heads.map(head => {
    const picked = kernel.params.flatMap((leaf, i) => (leaf.path[0] === head ? [i] : []));
    const leaves = picked.map(i => ({ ...kernel.params[i]!, path: kernel.params[i]!.path.slice(1) }));
    return payload(
      leaves,
      picked.map(i => args[i]!),
      true,
    );
  });
}

/** What the function gives for arguments, as the stream of its hardware gives it. */
export function calledWith(kernel: Kernel, fn: (...args: never[]) => unknown, args: readonly Data[]): unknown {
  const result = fn(...(callOf(kernel, args) as never[]));
  const at = (path: Leaf['path']) =>
    path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], result);
  return assembled(
    kernel.results,
    kernel.results.map(({ path }) => at(path)),
  );
}

export const elementsOf = (kernel: Kernel, seed: number, count: number) => {
  const args = randomArgs(kernel, seed, count);
  return {
    args,
    elements: args.map(each => elementOf(kernel, each)),
    expected: args.map(each => payload(kernel.results, evaluate(kernel, each))),
  };
};

/** Elements through the hardware are what the kernel means, whatever the weather. */
export function agrees(
  kernel: Kernel,
  options: KernelOptions,
  seed: number,
  count: number,
  weather?: Weather,
  circuit = circuitOf(kernel, options),
): Circuit {
  const { elements, expected } = elementsOf(kernel, seed, count);
  const { data, cycles } = pour(circuit, { s: elements }, { m: count }, weather);
  assert.equal(data.m, expected);
  if (!weather) {
    const { latency, interval } = streamOf(circuit, 'm');
    assert.is(cycles, latency! + (count - 1) * interval! + 1, 'the latency and interval that are stated');
  }
  return circuit;
}
