import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulatedAccelerator } from '../../../bench/simulated-accelerator.js';
import { compileAlone, compileNetwork } from '../../../codec/compiler/compile.js';
import { share } from '../../../codec/compiler/cycles/share.js';
import { zynqMemory } from '../../../codec/compiler/cycles/times.js';
import type { ConvLayer, Epilogue, IntegerGraph, Value } from '../../../codec/integer/network.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { smallNetwork } from '../integer/small.js';

const cycles = suite('cycles of programs');

const value = (...shape: number[]): Value => ({ shape, format: { type: 'i8', step: 1 } });

/** A convolution by itself; what it computes makes no difference to its time. */
function layer(
  inputs: readonly [channels: number, rows: number, columns: number],
  channels: number,
  { kernel = 3, upsample = 'none', epilogue = { kind: 'relu' } }: Partial<ConvLayer> = {},
): IntegerGraph {
  const [nearest, pool] = [upsample === 'nearest', epilogue.kind === 'pool'];
  const all = channels * (nearest ? 4 : 1);
  const side = nearest ? (kernel + 1) / 2 : kernel;
  const result = inputs.slice(1).map(size => (nearest ? 2 * size : pool ? size / 2 : size));
  const conv: ConvLayer = {
    ...{
      kind: 'conv',
      name: 'conv',
      ...value(channels, ...result),
      inputs: ['x'],
      kernel,
      stride: 1,
      upsample,
      epilogue,
    },
    weights: new Int8Array(all * inputs[0] * side ** 2),
    bias: new Int32Array(all),
    scale: { gain: new Uint16Array(all), shift: new Uint8Array(all) },
  };
  const skip = epilogue.kind === 'add' ? { skip: value(channels, ...result) } : {};
  return { name: 'frame', inputs: { x: value(...inputs), ...skip }, outputs: { y: 'conv' }, layers: [conv] };
}

const within = (predicted: number, simulated: number): void =>
  assert.ok(
    Math.abs(predicted - simulated) <= 0.02 * simulated + 300,
    `${predicted} cycles are predicted, and ${simulated} are simulated`,
  );

cycles('of programs, as simulated: within 2 percent, and 300 cycles for how they begin', async () => {
  const config = acceleratorConfig(8);
  const run = simulatedAccelerator(config, zynqMemory);
  const add: Epilogue = { kind: 'add', input: 'skip', gain: 4096 };
  for (const compiled of [
    compileAlone(layer([32, 16, 16], 32, { epilogue: add }), config),
    compileAlone(layer([32, 8, 8], 32, { epilogue: { kind: 'pool' } }), config),
    compileAlone(layer([32, 8, 8], 16, { upsample: 'nearest' }), config),
    compileAlone(layer([20, 16, 16], 12, { kernel: 7 }), config),
  ])
    within(compiled.cycles, await run(compiled));
  const { frame, constants, workBytes } = compileNetwork(smallNetwork(), config);
  within(frame.cycles, await run({ ...frame, constants, workBytes }));
});

cycles('a layer of 64 channels each way and 32x32 pixels keeps more than 80 percent of the array at work', () => {
  for (const [rows, columns] of [
    [8, 8],
    [16, 16],
  ] as const) {
    const [pass] = compileAlone(layer([64, 32, 32], 64), acceleratorConfig(rows, columns)).passes;
    assert.ok(pass!.utilization > 0.8, `${rows}x${columns}: ${pass!.utilization}`);
  }
});

cycles('what memory gives is shared among buses: no more than there is, and all of it if it is wanted', () => {
  const flow = fc.record({ port: fc.constantFrom(1, 1.5, 2, 3), most: fc.double({ min: 0.1, max: 16, noNaN: true }) });
  const property = fc.property(
    fc.uniqueArray(flow, { selector: ({ port }) => port, minLength: 1 }),
    fc.constantFrom(0.5, 1, 4 / 3, 2, 5),
    (wanted, beats) => {
      const flows = wanted.map(({ port, most }) => ({ port, most, left: 1, rate: 0 }));
      share(flows, beats, 8);
      const all = flows.reduce((sum, { rate }) => sum + rate, 0);
      const most = flows.reduce((sum, of) => sum + of.most, 0);
      assert.ok(Math.abs(all - Math.min(most, 8 * beats)) < 1e-6, `${all} of ${Math.min(most, 8 * beats)}`);
      for (const { rate, most } of flows) assert.ok(rate <= most + 1e-9 && rate >= 0);
    },
  );
  fc.assert(property, { seed: 1, numRuns: 200 });
});

cycles.run();
