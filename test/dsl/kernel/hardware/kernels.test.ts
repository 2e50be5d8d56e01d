import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../../backend-sim/index.js';
import {
  bundle,
  type HardwareError,
  i8,
  i20,
  type KernelFunction,
  streamIn,
  streamOut,
  u5,
  u16,
  vec,
} from '../../../../dsl/index.js';
import type { KernelOptions } from '../../../../dsl/kernel/hardware/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import '../../../../dsl/name/register.js';
import { flow, pour, streamOf } from '../../stream/rig.js';
import { agrees, calledWith, circuitOf, elementsOf } from '../rig.js';

/** Kernels as users write them: called, as logic, as pipelines, as engines, all of them give the same. */
const test = suite('kernels as hardware');
const kernels: Readonly<Record<string, KernelFunction>> = await import('../kernels/index.js');

const weather = { source: 0.4, sink: 0.4, seed: 5 };
const ways: readonly KernelOptions[] = [
  {},
  { period: 6 },
  { period: 9, target: 'ecp5' },
  { loops: 'unroll', stages: 3 },
];

for (const [name, fn] of Object.entries(kernels)) {
  test(`${name}, called and evaluated`, () => {
    const ir = irOf(fn);
    const { args, expected } = elementsOf(ir, 7, 40);
    assert.equal(
      args.map(each => calledWith(ir, fn as never, each)),
      expected,
    );
  });

  for (const options of ways)
    test(`${name} ${JSON.stringify(options)}`, () => {
      const circuit = circuitOf(irOf(fn), options);
      agrees(irOf(fn), options, 1, 5, undefined, circuit);
      agrees(irOf(fn), options, 2, 5, weather, circuit);
    });
}

test('a stream takes a kernel for a function, with its parameters as the fields of a bundle', () => {
  const { dot9 } = kernels;
  const circuit = flow({ s: streamIn(bundle({ x: vec(i8, 9), w: vec(i8, 9) })), m: streamOut(i20) }, io => {
    io.s.map(dot9!, { period: 5 }).into(io.m);
  });
  agrees(irOf(dot9!), {}, 1, 20, undefined, circuit);
  assert.throws(
    () => flow({ s: streamIn(i8), m: streamOut(i20) }, io => io.s.map(dot9!).into(io.m)),
    (error: HardwareError) => error.diagnostics[0]!.code === 'HW052',
  );
});

test('marks of packets stay with their elements', () => {
  for (const options of [{}, { period: 5 }, { stages: 2 }]) {
    const circuit = flow({ s: streamIn(u16, { last: true }), m: streamOut(u5, { last: true }) }, io => {
      io.s.map(kernels.leadingZeros!, options).into(io.m);
    });
    const { data, last } = pour(circuit, { s: [1, 2, 40_000, 0] }, { m: 4 }, weather);
    assert.equal(data.m, [15, 14, 0, 16]);
    assert.ok(last);
  }
});

test('the interpreter agrees too', () => {
  for (const fn of Object.values(kernels)) {
    const ir = irOf(fn);
    const circuit = circuitOf(ir, { period: 7 });
    const { elements, expected } = elementsOf(ir, 3, 2);
    const sim = simulate(circuit, { engine: 'interpreter' });
    const { data } = sim.transfer({ s: elements } as never, { expect: { m: 2 } } as never);
    assert.equal(Array.from((data as Record<string, ArrayLike<unknown>>).m!), expected);
  }
});

test('a histogram in a memory', () => {
  const ir = irOf(kernels.histogram!);
  const latencies = (['registers', 'distributed', 'memory'] as const).map(store => {
    const circuit = circuitOf(ir, { period: 8, arrays: { counts: store } });
    agrees(ir, {}, 1, 4, undefined, circuit);
    agrees(ir, {}, 2, 4, weather, circuit);
    return streamOf(circuit, 'm').latency;
  });
  assert.equal(latencies, [42, 49, 82]);
});

test.run();
