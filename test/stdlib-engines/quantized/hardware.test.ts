import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { simulate } from '../../../backend-sim/index.js';
import { type KernelFunction, type KernelOptions, kernelModule } from '../../../dsl/index.js';
import { affineRelu } from '../../../stdlib-engines/quantized/affine.js';
import { gaussian } from '../../../stdlib-engines/quantized/gaussian.js';
import { interpolate8 } from '../../../stdlib-engines/quantized/interpolate.js';
import { requantize8 } from '../../../stdlib-engines/quantized/requantize.js';
import { sigmoid } from '../../../stdlib-engines/quantized/sigmoid.js';
import { softmax } from '../../../stdlib-engines/quantized/softmax.js';
import { numbers } from './ranges.js';

/** The kernels as pipelines, cycle by cycle, against the same kernels called. */
const hardware = suite('kernels as hardware');

type Ranges = Readonly<Record<string, readonly [min: number, max: number]>>;

function agrees(fn: KernelFunction, ranges: Ranges, options: KernelOptions): void {
  const of = numbers(7);
  const names = Object.keys(ranges);
  const inputs = Array.from({ length: 200 }, () => names.map(name => of(...ranges[name]!)));
  const args = inputs.map(values => Object.fromEntries(values.map((value, i) => [names[i], value])));
  const sim = simulate(kernelModule(fn, options)() as never);
  const { data } = sim.transfer({ args } as never, { expect: { result: inputs.length } }) as {
    data: { result: ArrayLike<number> };
  };
  assert.equal(
    [...Array.from(data.result)],
    inputs.map(values => fn(...(values as never[]))),
  );
}
const i8 = [-128, 127] as const;
const u8 = [0, 255] as const;

hardware('requantization', () => {
  agrees(requantize8, { sum: [-(2 ** 31), 2 ** 31 - 1], gain: [0, 65535], shift: [0, 31] }, { stages: 6 });
});
hardware('normalisation on load', () => {
  agrees(affineRelu, { x: i8, gain: [-32768, 32767], offset: [-(2 ** 22), 2 ** 22], shift: [0, 31] }, { stages: 4 });
});
hardware('interpolation', () => {
  const four = { topLeft: i8, topRight: i8, bottomLeft: i8, bottomRight: i8 };
  agrees(interpolate8, { ...four, right: u8, down: u8 }, { stages: 6 });
});
hardware('gaussian', () => agrees(gaussian, { distance: [-20000, 20000], unit: [0, 65535] }, { stages: 5 }));

hardware('sigmoid', () => {
  const xs = Array.from({ length: 300 }, (_, i) => -32768 + i * 219);
  const { data } = simulate(kernelModule(sigmoid, { stages: 4 })()).transfer({ args: xs }, { expect: { result: 300 } });
  assert.equal(
    [...data.result],
    xs.map(x => sigmoid(x)),
  );
});

hardware('softmax over 11 channels', () => {
  const of = softmax(11);
  const next = numbers(3);
  const logits = Array.from({ length: 40 }, () => Array.from({ length: 11 }, () => next(-6000, 6000)));
  const sim = simulate(kernelModule(of, { stages: 24 })() as never);
  const { data } = sim.transfer({ args: logits } as never, { expect: { result: 40 } }) as {
    data: { result: readonly (readonly number[])[] };
  };
  assert.equal(
    data.result.map(shares => [...shares]),
    logits.map(x => of(x)),
  );
});

hardware.run();
