import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Graph } from '../../../codec/network/graph.js';
import { networkGraphs } from '../../../codec/network/graphs.js';
import type { Operator } from '../../../codec/network/operator.js';
import { outputShape } from '../../../codec/network/output-shape.js';
import { presets } from '../../../codec/network/presets.js';
import type { Shape } from '../../../codec/tensor/tensor.js';
import { anyConfig } from './arbitrary.js';

const graphs = suite('graphs of networks');

graphs('read only what is there, under names that are used once, in all three', () => {
  fc.assert(
    fc.property(anyConfig, config => {
      const all: Graph[] = Object.values(networkGraphs(config));
      const steps = new Set<string>();
      for (const graph of all) {
        const known = new Map<string, Shape>(Object.entries(graph.inputs));
        for (const { name, op, inputs, shape } of graph.steps) {
          assert.not.ok(steps.has(name), `${name} twice`);
          steps.add(name);
          for (const input of inputs) assert.ok(known.has(input), `${name} reads ${input}`);
          assert.equal(
            outputShape(
              op,
              inputs.map(input => known.get(input)!),
            ),
            shape,
          );
          known.set(name, shape);
        }
        for (const output of Object.values(graph.outputs)) assert.ok(known.has(output as string));
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

graphs('resize the flow and the occlusion where, and only where, features have another size', () => {
  fc.assert(
    fc.property(anyConfig, config => {
      const { frame } = networkGraphs(config);
      const resized = frame.steps.map(({ op }) => op.kind).filter(kind => kind === 'resizeFlow' || kind === 'resize');
      const differs = config.size / 2 ** config.generator.downBlocks !== config.size * config.denseMotion.scale;
      assert.equal(resized, differs ? ['resizeFlow', 'resize'] : []);
    }),
    { seed: 2, numRuns: 200 },
  );
});

graphs('double sizes in the way of their variant', () => {
  for (const [preset, mode] of [
    ['vox-256', 'nearest'],
    ['vox-256-dac', 'bilinear'],
  ] as const) {
    const { detector, frame } = networkGraphs(presets[preset]);
    const modes = [...detector.steps, ...frame.steps].flatMap(({ op }) => (op.kind === 'upsample' ? [op.mode] : []));
    assert.equal(modes, Array(12).fill(mode));
  }
});

const conv = { kind: 'conv', weight: 'w', bias: 'b', kernel: 3, stride: 1, padding: 1, groups: 1 } as const;

for (const [op, shapes] of [
  [{ ...conv, inChannels: 4, outChannels: 4 }, [[3, 8, 8]]],
  [{ kind: 'averagePool' }, [[3, 8, 7]]],
  [
    { kind: 'concat' },
    [
      [3, 8, 8],
      [3, 8, 4],
    ],
  ],
  [
    { kind: 'add' },
    [
      [3, 8, 8],
      [4, 8, 8],
    ],
  ],
  [
    { kind: 'multiply' },
    [
      [3, 8, 8],
      [3, 8, 8],
    ],
  ],
  [
    { kind: 'gridSample', alignCorners: true },
    [
      [3, 8, 8],
      [8, 8, 3],
    ],
  ],
  [
    { kind: 'expectedJacobian' },
    [
      [3, 8, 8],
      [6, 8, 8],
    ],
  ],
  [
    { kind: 'sparseMotions', rows: 8, columns: 8 },
    [
      [3, 2],
      [3, 2],
      [3, 2, 2],
    ],
  ],
  [
    { kind: 'interleave' },
    [
      [3, 8, 8],
      [4, 3, 8, 8],
    ],
  ],
  [
    { kind: 'combineMotions' },
    [
      [3, 8, 8],
      [3, 8, 8],
    ],
  ],
] as const satisfies readonly (readonly [Operator, readonly Shape[]])[])
  graphs(`${op.kind} refuses ${shapes.map(shape => shape.join('x')).join(' and ')}`, () => {
    assert.throws(
      () => outputShape(op, shapes),
      (error: unknown) => error instanceof RangeError && error.message.startsWith(`${op.kind} does not fit `),
    );
  });

graphs.run();
