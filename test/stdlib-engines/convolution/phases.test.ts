import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { phaseBefore, phaseKernel } from '../../../codec/integer/conv/phase.js';
import type { ConvLayer } from '../../../codec/integer/network.js';
import { convMaps, prepareConv } from '../../../codec/integer/operator/conv.js';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { epilogueModes } from '../../../stdlib-engines/accelerator/isa/formats.js';
import { numbers } from '../quantized/ranges.js';
import { engine, none, run } from './bench.js';

/** Nearest doubling before a convolution: four phases over one tile, whose results go to every second row and column. */
const test = suite('phases of a doubled map');

const config = acceleratorConfig(8, 16);
const { rows: P, columns: Q } = config;
const list = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

interface Scene {
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly rows: number;
  readonly columns: number;
  readonly kind: 'none' | 'relu';
  readonly seed: number;
}

function layerOf({ kernel, inputs, outputs, rows, columns, kind, seed }: Scene) {
  const next = numbers(seed);
  const m = phaseKernel(kernel);
  const data = Int8Array.from({ length: inputs * rows * columns }, () => next(-128, 127));
  const layer = {
    ...{ kind: 'conv', name: 'doubled', inputs: ['map'], kernel, stride: 1, upsample: 'nearest' },
    ...{ shape: [outputs, 2 * rows, 2 * columns], format: { type: 'i8', step: 1 }, epilogue: { kind } },
    weights: Int8Array.from({ length: 4 * outputs * inputs * m * m }, () => next(-127, 127)),
    bias: Int32Array.from({ length: 4 * outputs }, () => next(-30000, 30000)),
    scale: {
      gain: Uint16Array.from({ length: 4 * outputs }, () => next(20000, 65535)),
      shift: Uint8Array.from({ length: 4 * outputs }, () => next(14, 17)),
    },
  } as unknown as ConvLayer;
  const map = { shape: [inputs, rows, columns], data, format: { type: 'i8', step: 1 } };
  return { layer, data, result: convMaps(layer, prepareConv(layer, rows, columns), new Map([['map', map]]) as never) };
}

/** The streams of the four phases, and where each result is. */
function jobOf({ kernel, inputs, outputs, rows, columns, kind }: Scene, layer: ConvLayer, data: Int8Array) {
  const job = none();
  const m = phaseKernel(kernel);
  const before = phaseBefore(kernel, 0);
  const [high, across] = [rows, columns].map(size => size + before + m - 1 - phaseBefore(kernel, 1)) as [
    number,
    number,
  ];
  const blocks = Math.ceil(inputs / P);
  for (let block = 0; block < blocks; block++)
    for (let y = 0; y < high; y++)
      for (let x = 0; x < across; x++) {
        const [row, column] = [y - before, x - before];
        const inside = row >= 0 && row < rows && column >= 0 && column < columns;
        const word = list(P, p => {
          const channel = block * P + p;
          return inside && channel < inputs ? data[(channel * rows + row) * columns + column]! : 0;
        });
        job.tile_write.push({ address: (block * high + y) * across + x, data: word });
      }
  const width = 2 * columns;
  const blockPitch = 2 * rows * width;
  for (const phase of [0, 1, 2, 3]) {
    const [py, px] = [phase >> 1, phase & 1];
    const base = (before - phaseBefore(kernel, py)) * across + before - phaseBefore(kernel, px);
    const sizes = { images: 1, rows, columns };
    const read = { base, rowPitch: across, blockPitch: high * across, imagePitch: 0 };
    job.conv.push({ ...sizes, ...read, blocks, kernelRows: m, kernelColumns: m, stride: 1, first: 1, last: 1 });
    const written = { base: py * width + px, columnPitch: 2, rowPitch: 2 * width, imagePitch: 0, blockPitch };
    job.epilogue.push({ ...sizes, ...written, mode: epilogueModes.indexOf(kind), wide: 0, skipGain: 0, skipBase: 0 });

    const parameters = list(Q, o => {
      const bytes = new DataView(new ArrayBuffer(8));
      if (o >= outputs) return bytes;
      bytes.setInt32(0, layer.bias[phase * outputs + o]!, true);
      bytes.setUint16(4, layer.scale.gain[phase * outputs + o]!, true);
      bytes.setUint8(6, layer.scale.shift[phase * outputs + o]!);
      return bytes;
    }).flatMap(bytes => list(8, i => bytes.getInt8(i)));
    for (let row = 0; row < 8; row++) job.weights.push(parameters.slice(row * Q, (row + 1) * Q));
    for (let block = 0; block < blocks; block++)
      for (let tap = 0; tap < m * m; tap++)
        for (let p = 0; p < P; p++) {
          const channel = block * P + p;
          const at = (o: number) => ((phase * outputs + o) * inputs + channel) * m * m + tap;
          job.weights.push(list(Q, o => (o < outputs && channel < inputs ? layer.weights[at(o)]! : 0)));
        }
  }
  for (let block = 0; block < Q / P; block++)
    for (let at = 0; at < blockPitch; at++) job.out_read.push(block * blockPitch + at);
  return job;
}

test('give the bits of the integer model', () => {
  const sim = engine(config);
  const scenes: fc.Arbitrary<Scene> = fc.record({
    kernel: fc.constantFrom(1, 3, 5, 7),
    inputs: fc.integer({ min: 1, max: 12 }),
    outputs: fc.integer({ min: 1, max: 16 }),
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 1, max: 4 }),
    kind: fc.constantFrom('none' as const, 'relu' as const),
    seed: fc.nat(1e6),
  });
  const property = fc.property(scenes, scene => {
    const { layer, data, result } = layerOf(scene);
    const { words, codes } = run(sim, jobOf(scene, layer, data));
    assert.ok(codes.every(code => code === 0));
    const plane = 4 * scene.rows * scene.columns;
    for (let o = 0; o < scene.outputs; o++)
      for (let at = 0; at < plane; at++)
        assert.is(words[Math.floor(o / P) * plane + at]![o % P], result[o * plane + at], `channel ${o}, pixel ${at}`);
  });
  fc.assert(property, { seed: 1, numRuns: 16, includeErrorInReport: true });
});

test.run();
