import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interpret } from '../../../../backend-sim/interpret/index.js';
import { type Vector, verilog } from '../../../../backend-verilog/index.js';
import { designOf, type KernelFunction } from '../../../../dsl/index.js';
import { type Design, moduleOf } from '../../../../dsl/ir/index.js';
import { hasLoops, type KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import '../../../../dsl/name/register.js';
import { firstDifference } from '../../../backend-verilog/reread/compare.js';
import { reread } from '../../../backend-verilog/reread/reread.js';
import { pack, prefixed } from '../../../backend-verilog/stimulus.js';
import { circuitOf } from '../rig.js';

/** The Verilog of kernels, as Yosys reads it, against the interpreter. */
const test = suite('kernels in Verilog');
const kernels: Readonly<Record<string, KernelFunction>> = await import('../kernels/index.js');

const ways: Readonly<Record<string, KernelOptions>> = {
  logic: {},
  timed: { period: 6 },
};
const special: readonly (readonly [string, KernelOptions])[] = [
  ['histogram', { period: 8, arrays: { counts: 'memory' } }],
  ['histogram', { period: 8, arrays: { counts: 'distributed' } }],
  ['sigmoidTable', { period: 8, arrays: { half: 'memory' } }],
];

/** Random pins in every cycle, elements mostly on offer and results mostly taken. */
function run(design: Design, cycles: number): Vector[] {
  const top = moduleOf(design, design.top);
  const machine = interpret(design);
  const signal = (name: string) => machine.signals.findIndex(({ path }) => path.join('.') === name);
  let state = 1;
  const bits = (width: number): bigint => {
    let value = 0n;
    for (let i = 0; i < width; i += 24) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      value = (value << 24n) | BigInt(state >>> 8);
    }
    return BigInt.asUintN(width, value);
  };
  const inputs = top.ports.filter(({ dir }) => dir === 'in');
  return Array.from({ length: cycles }, (): Vector => {
    const given: Record<string, bigint> = {};
    for (const { name, width, lanes } of inputs) {
      const handshake = name.endsWith('_valid') || name.endsWith('_ready');
      given[name] = handshake ? (bits(8) < 200n ? 1n : 0n) : bits(width * lanes);
      const all = given[name];
      const values = Array.from({ length: lanes }, (_, i) => BigInt.asUintN(width, all >> BigInt(i * width)));
      machine.write(signal(name), values);
    }
    const outputs = Object.fromEntries(
      top.ports
        .filter(({ dir }) => dir === 'out')
        .map(({ name, width }) => [name, pack(machine.read(signal(name)), width)]),
    );
    const resets = Object.fromEntries(
      top.domains.flatMap(({ reset }) => (reset ? [[reset.port, reset.activeLow ? 1n : 0n]] : [])),
    );
    machine.step(top.domains.length);
    return { inputs: { ...given, ...resets }, outputs, clocks: top.domains.map(({ clock }) => clock) };
  });
}

test('means the same', async () => {
  const cases = [
    ...Object.keys(kernels).flatMap(name =>
      Object.entries(ways)
        // Loops that are written out are straight code like any other.
        .filter(([way]) => way !== 'logic' || !hasLoops(irOf(kernels[name]!)))
        .map(([way, options]) => [name, options, way] as const),
    ),
    ...special.map(([name, options], i) => [name, options, `special_${i}`] as const),
  ];
  const designs = cases.map(([name, options, way]) =>
    prefixed(circuitOf(irOf(kernels[name]!), options)[designOf], `${name}_${way}_`),
  );
  const machines = await reread(designs.map(design => ({ top: design.top, files: verilog(design).files })));
  const found = designs.flatMap((design, i) => {
    const difference = firstDifference(machines[i]!, run(design, 45));
    return difference === undefined ? [] : [`${design.top}: ${difference}`];
  });
  assert.equal(found, []);
});

test.run();
