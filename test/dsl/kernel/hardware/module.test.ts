import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../../backend-sim/index.js';
import {
  designOf,
  explain,
  type HardwareError,
  i8,
  i20,
  input,
  type KernelFunction,
  type KernelOptions,
  kernelModule,
  logicOf,
  module,
  output,
  u8,
  vec,
} from '../../../../dsl/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import '../../../../dsl/name/register.js';
import { pour } from '../../stream/rig.js';
import { elementsOf, randomArgs } from '../rig.js';

const test = suite('kernels within and as modules');
const kernels: Readonly<Record<string, KernelFunction>> = await import('../kernels/index.js');

test('a kernel on signals, with constants among its arguments', () => {
  const taps = [1, -2, 3, -4, 5, -6, 7, -8, 9];
  const dut = module(
    'dut',
    () => ({ x: input(vec(i8, 9)), sum: output(i20), rest: output(u8) }),
    io => {
      io.sum.set(logicOf(kernels.dot9!, io.x, taps));
      io.rest.set(logicOf(kernels.gcd!, 36, logicOf(kernels.gcd!, 24, 60)));
    },
  );
  const sim = simulate(dut());
  for (const [x] of randomArgs(irOf(kernels.dot9!), 3, 20)) {
    const given = (x as readonly bigint[]).map(Number);
    sim.poke('x', given as never);
    assert.equal(sim.peek('sum'), (kernels.dot9 as (x: number[], w: number[]) => number)(given, taps));
    assert.equal(sim.peek('rest'), 12);
  }
});

test('arguments are checked against the types of parameters', () => {
  const build = (...args: readonly unknown[]) =>
    module(
      'dut',
      () => ({ x: input(vec(i8, 9)), sum: output(i20) }),
      io => io.sum.set(logicOf(kernels.dot9!, io.x, ...args)),
    )();
  const code = (error: HardwareError) => error.diagnostics[0]!.code;
  assert.throws(
    () => build(),
    (error: HardwareError) => code(error) === 'HW002',
  );
  assert.throws(
    () => build([1, 2, 3]),
    (error: HardwareError) => code(error) === 'HW012',
  );
  assert.throws(
    () => build([1, 2, 3, 4, 5, 6, 7, 8, 200]),
    (error: HardwareError) => code(error) === 'HW010',
  );
});

test('as a module: logic has a port for each parameter', () => {
  const sim = simulate(kernelModule(kernels.bilinear!)());
  sim.poke('a', 10);
  sim.poke('b', 20);
  sim.poke('c', 30);
  sim.poke('d', 40);
  sim.poke('place', { x: 8, y: 8 } as never);
  assert.is(sim.peek('result'), 25);
});

test('as a module: what takes time has streams', () => {
  for (const [name, options] of [
    ['dot9', { period: 5 }],
    ['dct8', { stages: 2 }],
    ['histogram', {}],
  ] as const) {
    const { elements, expected } = elementsOf(irOf(kernels[name]!), 1, 5);
    const circuit = kernelModule(kernels[name]!, { ...options, name: 'dut' })();
    assert.equal(pour(circuit as never, { args: elements }, { result: 5 }).data.result, expected);
  }
});

test('a product with a power of two is wires, and at most a negation', () => {
  const { nodes } = kernelModule(kernels.powersOfTwo!)()[designOf].modules[0]!;
  assert.equal(
    nodes.filter(({ op }) => op.startsWith('mul')),
    [],
  );
});

test('timing that makes no sense is refused', () => {
  for (const [options, message] of [
    [{ stages: 1.5 }, '1.5 stages'],
    [{ stages: -1 }, '-1 stages'],
    [{ stages: Number.NaN, period: 5 }, 'NaN stages'],
    [{ period: 0 }, 'a period of 0 ns, of which a register alone takes 0.9 ns on xc7'],
    [{ period: Number.NaN }, 'a period of NaN ns, of which a register alone takes 0.9 ns on xc7'],
    [{ period: 1.2, target: 'ecp5' }, 'a period of 1.2 ns, of which a register alone takes 1.2 ns on ecp5'],
    [{ period: 5, target: 'toString' }, "target: 'toString'"],
  ] as const) {
    for (const name of ['dot9', 'histogram'])
      assert.throws(
        () => explain(kernels[name]!, options as KernelOptions),
        (error: HardwareError) => error.diagnostics[0]!.code === 'HW002' && error.message.includes(message),
        `${name} ${message}`,
      );
  }
  for (const options of [{ target: 'toString' }, { stages: 0, period: Number.NaN }])
    assert.throws(
      () => kernelModule(kernels.dot9!, options as KernelOptions)(),
      (error: HardwareError) => error.diagnostics[0]!.code === 'HW002',
      'logic, of which nothing is timed',
    );
});

test.run();
