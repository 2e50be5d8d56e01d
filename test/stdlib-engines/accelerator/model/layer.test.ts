import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readTensor, writeTensor } from '../../../../codec/accelerator/pack.js';
import type { Place } from '../../../../codec/compiler/image.js';
import { plainSums, strided } from '../../../../codec/integer/conv/sums.js';
import { finish } from '../../../../codec/integer/operator/epilogue.js';
import { normalise } from '../../../../codec/integer/operator/load.js';
import type { IntegerType } from '../../../../codec/integer/tensor.js';
import { acceleratorConfig } from '../../../../stdlib-engines/accelerator/config.js';
import { takenRows } from '../../../../stdlib-engines/accelerator/isa/check/conv.js';
import { runConv } from '../../../../stdlib-engines/accelerator/model/conv.js';
import { memories } from '../../../../stdlib-engines/accelerator/model/memories.js';
import { runProgram } from '../../../../stdlib-engines/accelerator/model/run.js';
import { randomMaps, randomTensor } from '../../../codec/integer/arbitrary.js';
import { layerProgram } from './layer-program.js';
import { randomLayer } from './random-layer.js';

const layers = suite('the model of an accelerator computes layers');

const place = (at: number, type: IntegerType, of: readonly number[], bytes: number): Place => ({
  shape: of,
  type,
  offset: at,
  bytes,
  imageStride: 0,
  layout: { kind: 'blocks' },
});

layers('bit for bit as the integer model', () => {
  const property = fc.property(randomLayer, ({ layer, config, inputs, seed }) => {
    const { rows, columns, epilogue } = layer;
    const { stride } = layer.spec;
    const outputs = layer.spec.bias.length;
    const { type } = layer.format;
    const maps = randomMaps([inputs, rows, columns], seed + 7);
    const [sumRows, sumColumns] = [strided(rows, stride), strided(columns, stride)];
    const skip = randomTensor([outputs, sumRows, sumColumns], 'i8', seed + 8);
    const sums = plainSums(layer.affine ? normalise(maps, layer.affine) : maps, layer.spec);
    const expected = finish(sums, layer, new Map([['skip', skip]]));

    const made = layerProgram(layer, config);
    const work = new Uint8Array(made.workBytes);
    const spot = { rows: config.rows };
    const inputBytes = Math.ceil(inputs / config.rows) * rows * columns * config.rows;
    writeTensor(work, place(0, 'i8', maps.shape, inputBytes), maps, spot);
    if (epilogue.kind === 'add') {
      const skipBytes = Math.ceil(outputs / config.rows) * sumRows * sumColumns * config.rows;
      writeTensor(work, place(made.skip, 'i8', skip.shape, skipBytes), skip, spot);
    }
    const ending = runProgram({ config, program: made.program, constants: made.constants, work });
    assert.equal(ending, { ...ending, fault: 'none' });
    const halves = epilogue.kind === 'pool' ? 2 : 1;
    const out = [outputs, sumRows / halves, sumColumns / halves];
    const result = readTensor(work, place(made.result, type, out, made.resultBytes), spot);
    assert.equal(result.data, expected);
  });
  fc.assert(property, { seed: 1, numRuns: 120 });
});

layers('the greatest sums come out exactly', () => {
  const config = acceleratorConfig(8);
  const blocks = 40;
  const fields = {
    ...{ base: 0, rowPitch: 3, blockPitch: 9, imagePitch: 0, blocks, kernelRows: 3, kernelColumns: 3, stride: 1 },
    ...{ images: 1, first: 1, last: 1, rows: 1, columns: 1 },
  };
  for (const [value, weight] of [
    [-128, -128],
    [-128, 127],
    [127, -128],
  ] as const) {
    const memory = memories(config);
    memory.tile.fill(value);
    const taken = new Int8Array(takenRows(fields, config) * 8);
    // Of two columns beside each other one or both.
    for (let at = 64; at < taken.length; at++) taken[at] = at % 8 < 4 || at % 2 === 0 ? weight : 0;
    runConv(fields, taken, memory, memory.banks[0], config);
    const sum = blocks * 72 * value * weight;
    assert.equal([...memory.banks[0].sums.subarray(0, 8)], [sum, sum, sum, sum, sum, 0, sum, 0]);
  }
});

layers.run();
