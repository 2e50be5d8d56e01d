import * as ort from 'onnxruntime-web';
import { fastSums } from '../codec/integer/conv/fast-sums.js';
import { packConv } from '../codec/integer/conv/pack.js';
import { finish } from '../codec/integer/operator/epilogue.js';
import { encodeModel } from '../codec/onnx/encode.js';
import type { OnnxConstant, OnnxModel, OnnxNode } from '../codec/onnx/model.js';
import { median } from './median.js';

/**
 * Convolutions of INT8, in 10^9 products per second of processor time, beside onnxruntime-web on one thread: `Conv` in
 * floats, `ConvInteger` and `QLinearConv`. Rounds of all of them follow each other, and medians are shown, so that what else
 * the machine does falls on each alike.
 * `npm run -s bench:int8`
 */
ort.env.wasm.numThreads = 1;

const layers = [
  { name: 'tiny-64, residual', inputs: 64, outputs: 64, kernel: 3, size: 32 },
  { name: 'tiny-64, last', inputs: 32, outputs: 3, kernel: 7, size: 64 },
  { name: 'vox-256, residual', inputs: 256, outputs: 256, kernel: 3, size: 64 },
  { name: 'vox-256, deepest', inputs: 1024, outputs: 1024, kernel: 3, size: 4 },
  { name: 'vox-256, heads', inputs: 108, outputs: 12, kernel: 7, size: 64 },
] as const;
type Layer = (typeof layers)[number];

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return state >> 24 || 1;
};

/** The sums, and the whole layer: with requantization, ReLU and the arrays that it makes. */
function ours({ inputs, outputs, kernel, size }: Layer, data: Int8Array) {
  const spec = {
    kernel,
    stride: 1 as const,
    weights: Int8Array.from({ length: outputs * inputs * kernel * kernel }, () => Math.max(-127, random())),
    bias: new Int32Array(outputs),
  };
  const packed = packConv(spec, size, size);
  const maps = { shape: [inputs, size, size] as const, data };
  const layer = {
    format: { type: 'i8', step: 1 } as const,
    scale: { gain: new Uint16Array(outputs).fill(40000), shift: new Uint8Array(outputs).fill(17) },
    epilogue: { kind: 'relu' } as const,
  };
  return {
    weights: spec.weights,
    sums: () => fastSums(maps, packed),
    whole: () => finish(fastSums(maps, packed), layer, new Map()),
  };
}

const float = 1;
const int8 = 3;
const uint8 = 2;

async function onnx(
  { inputs, outputs, kernel, size }: Layer,
  data: Int8Array,
  weights: Int8Array,
  form: 'Conv' | 'ConvInteger' | 'QLinearConv',
) {
  const pads = Array(4).fill((kernel - 1) / 2);
  const cast = (from: string, to: string, type: number): OnnxNode => ({
    op: 'Cast',
    inputs: [from],
    outputs: [to],
    attributes: { to: type },
  });
  const scalar = (value: number): OnnxConstant => ({ shape: [], data: Float32Array.of(value) });
  const constants = new Map<string, OnnxConstant>([
    ['one', scalar(1)],
    ['step', scalar(400)],
    ['zero32', { shape: [], data: Int32Array.of(0) }],
    ['w32', { shape: [outputs, inputs, kernel, kernel], data: Int32Array.from(weights) }],
    ['w', { shape: [outputs, inputs, kernel, kernel], data: Float32Array.from(weights) }],
  ]);
  const forms: Readonly<Record<typeof form, readonly OnnxNode[]>> = {
    Conv: [{ op: 'Conv', inputs: ['x', 'w'], outputs: ['y'], attributes: { pads } }],
    ConvInteger: [
      cast('x', 'x8', uint8),
      cast('w32', 'w8', int8),
      { op: 'ConvInteger', inputs: ['x8', 'w8'], outputs: ['y32'], attributes: { pads } },
      cast('y32', 'y', float),
    ],
    QLinearConv: [
      cast('zero32', 'zero', int8),
      cast('x', 'x8', int8),
      cast('w32', 'w8', int8),
      {
        op: 'QLinearConv',
        inputs: ['x8', 'one', 'zero', 'w8', 'one', 'zero', 'step', 'zero'],
        outputs: ['y8'],
        attributes: { pads },
      },
      cast('y8', 'y', float),
    ],
  };
  const model: OnnxModel = {
    name: form,
    inputs: { x: [1, inputs, size, size] },
    outputs: { y: [1, outputs, size, size] },
    constants: new Map([...constants].filter(([name]) => forms[form].some(node => node.inputs.includes(name)))),
    nodes: forms[form],
  };
  const session = await ort.InferenceSession.create(encodeModel(model), {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
  });
  const x = new ort.Tensor('float32', Float32Array.from(data, Math.abs), [1, inputs, size, size]);
  return { run: () => session.run({ x }), release: () => session.release() };
}

const rounds = 7;
console.log('layer                  GMAC   sums  layer   Conv  ConvInteger  QLinearConv  layer / Conv');
for (const layer of layers) {
  const { inputs, outputs, kernel, size } = layer;
  const products = inputs * outputs * kernel ** 2 * size ** 2;
  // Small layers often enough for a tenth of a second.
  const times = Math.max(1, Math.round(4e8 / products));
  const data = Int8Array.from({ length: inputs * size * size }, random);
  const mine = ours(layer, data);
  const theirs = [
    await onnx(layer, data, mine.weights, 'Conv'),
    await onnx(layer, data, mine.weights, 'ConvInteger'),
    await onnx(layer, data, mine.weights, 'QLinearConv'),
  ];
  const contenders: readonly (() => unknown)[] = [mine.sums, mine.whole, ...theirs.map(({ run }) => run)];
  const rates = contenders.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round++)
    for (const [i, contender] of contenders.entries()) {
      const before = process.cpuUsage();
      for (let time = 0; time < times; time++) await contender();
      const { user, system } = process.cpuUsage(before);
      // The first round is for V8 to compile.
      if (round > 0) rates[i]!.push((products * times) / (user + system) / 1e3);
    }
  const [sums, whole, conv, integer, quantized] = rates.map(median) as [number, number, number, number, number];
  const cells = [sums, whole, conv].map(rate => rate.toFixed(1).padStart(7)).join('');
  console.log(
    `${layer.name.padEnd(20)}${(products / 1e9).toFixed(3).padStart(7)}${cells}${integer.toFixed(1).padStart(13)}${quantized.toFixed(1).padStart(13)}${(whole / conv).toFixed(2).padStart(14)}`,
  );
  for (const { release } of theirs) await release();
}
