import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designOf, type HardwareError, type KernelFunction } from '../../../../dsl/index.js';
import { moduleOf } from '../../../../dsl/ir/index.js';
import { irOf } from '../../../../dsl/kernel/index.js';
import type { Kernel } from '../../../../dsl/kernel/ir.js';
import '../../../../dsl/name/register.js';
import { Build, between } from '../build.js';
import { agrees, circuitOf } from '../rig.js';

const test = suite('arrays of kernels');
const kernels: Readonly<Record<string, KernelFunction>> = await import('../kernels/index.js');
const weather = { source: 0.5, sink: 0.5, seed: 3 };

/** How often each number comes, and the numbers themselves: two arrays that begin alike. */
function twoArrays(): Kernel {
  const build = new Build('two');
  const x = build.param('x', 'u3', 6);
  const range = between(0, 63);
  const zeros = build.table([0, 0, 0, 0, 0, 0, 0, 0]);
  const [counts, list] = build.loop('pipeline', 6, [zeros, zeros], [range, range], (i, [a, b]) => {
    const at = build.op('get', [x, i]);
    const more = build.op('min', [build.op('add', [build.op('get', [a!, at]), { n: 1 }]), { n: 63 }]);
    return [
      build.op('set', [a!, at, more, { n: 1 }], range, 'counts'),
      build.op('set', [b!, i, at, { n: 1 }], range, 'list'),
    ];
  });
  const first = build.op('get', [x, { n: 0 }]);
  return build.finish({
    count: [build.op('get', [counts!, first]), 'u6'],
    item: [build.op('get', [list!, { n: 3 }]), 'u6'],
  });
}

test('a table as a memory, in a pipeline', () => {
  const ir = irOf(kernels.sigmoidTable!);
  for (const half of ['memory', 'distributed'] as const)
    for (const timing of [{}, { period: 6 }, { stages: 4 }]) {
      const circuit = circuitOf(ir, { ...timing, arrays: { half } });
      assert.is(moduleOf(circuit[designOf], 'dut').memories.length, 1);
      agrees(ir, {}, 1, 12, undefined, circuit);
      agrees(ir, {}, 2, 12, weather, circuit);
    }
  for (const half of ['memory', 'distributed'] as const)
    assert.throws(
      () => circuitOf(ir, { stages: 0, arrays: { half } }),
      (error: HardwareError) => error.diagnostics[0]!.code === 'HW051',
    );
});

test('straight code with a memory is an engine, since the memory has to be filled', () => {
  const build = new Build('straight');
  const x = build.param('x', 'u2');
  const range = between(0, 63);
  const list = build.op('set', [build.table([7, 2, 3, 4]), x, { n: 9 }, { n: 1 }], range, 'list');
  const kernel = build.finish([build.op('get', [list, { n: 1 }]), 'u6']);
  const circuit = circuitOf(kernel, { arrays: { list: 'memory' } });
  agrees(kernel, {}, 1, 6, undefined, circuit);
  agrees(kernel, {}, 2, 6, weather, circuit);
});

test('two memories with the same first contents', () => {
  const kernel = twoArrays();
  for (const arrays of [
    {},
    { counts: 'memory', list: 'memory' },
    { counts: 'memory' },
    { list: 'distributed' },
    { counts: { style: 'memory', reads: 2 } },
  ] as const) {
    const circuit = circuitOf(kernel, { arrays, period: 8 });
    agrees(kernel, {}, 1, 4, undefined, circuit);
    agrees(kernel, {}, 2, 4, weather, circuit);
  }
});

test('an array that goes through nested loops is there once', () => {
  const ir = irOf(kernels.matmul!);
  const { nodes } = moduleOf(circuitOf(ir, { period: 6 })[designOf], 'dut');
  const matrices = nodes.filter(({ op, lanes }) => op === 'reg' && lanes === 16);
  assert.equal(
    matrices.map(({ name }) => name),
    // Both operands, and the result, which is what the stream offers.
    ['s_map_element_a', 's_map_element_b', 'c'],
  );
});

test('what cannot be a memory is told why', () => {
  const code = (body: (build: Build, array: number) => number): string => {
    const build = new Build('wrong');
    const x = build.param('x', 'u2');
    const range = between(0, 63);
    const first = build.op('set', [build.table([1, 2, 3, 4]), x, { n: 9 }, { n: 1 }], range, 'list');
    const [list] = build.loop('range', 2, [first], [range], (i, [array]) => [
      build.op('set', [array!, i, i, { n: 1 }], range, 'list'),
    ]);
    const kernel = build.finish([body(build, list!), 'u6']);
    try {
      circuitOf(kernel, { arrays: { list: 'memory' } });
    } catch (error) {
      return (error as HardwareError).diagnostics[0]!.message!;
    }
    return 'built';
  };
  const range = between(0, 63);
  assert.is(
    code((build, list) => build.op('get', [list, { n: 1 }])),
    'built',
  );
  assert.match(
    code((build, list) => {
      const later = build.op('set', [list, { n: 0 }, { n: 5 }, { n: 1 }], range);
      return build.op('add', [build.op('get', [list, { n: 1 }]), build.op('get', [later, { n: 1 }])]);
    }),
    'array list is used as it was before it was written',
  );
  assert.match(
    code((build, list) =>
      build.op('get', [build.op('mux', [{ n: 1 }, list, build.table([1, 2, 3, 4])], range), { n: 1 }]),
    ),
    /used as a whole|built/,
  );
});

test.run();
