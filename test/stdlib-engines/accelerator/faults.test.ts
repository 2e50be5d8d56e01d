import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acceleratorConfig } from '../../../stdlib-engines/accelerator/config.js';
import { disassemble } from '../../../stdlib-engines/accelerator/isa/assembler.js';
import { type MapFields, mapBytes } from '../../../stdlib-engines/accelerator/isa/check/map.js';
import { encode, type FieldValues, program } from '../../../stdlib-engines/accelerator/isa/encode.js';
import type { Format } from '../../../stdlib-engines/accelerator/isa/field.js';
import {
  conv,
  end,
  epilogue,
  formats,
  load,
  map,
  store,
  table,
  weights,
} from '../../../stdlib-engines/accelerator/isa/formats.js';
import { runProgram } from '../../../stdlib-engines/accelerator/model/run.js';
import { numbers } from '../quantized/ranges.js';
import { machine, programAt } from './machine.js';

/** Any fields: what the accelerator reports of an instruction is what the model says. */
const test = suite('faults of instructions');

const config = acceleratorConfig(8, 8, {
  ...{ tileWords: 64, skipWords: 32, outWords: 48, accumulators: 16, weightRows: 64, tableRows: 8 },
  ...{ samplePixels: 64, lineWords: 16, motions: 4, taps: 7, queue: 2 },
});
const whole = machine(config);
const workBytes = 4096;

/** Fields that are right about as often as they are not. */
function randomFields(format: Format, seed: number): FieldValues {
  const next = numbers(seed);
  const some = (most: number): number => next(0, most);
  const word = (most: number): number => (some(9) > 0 ? 8 * some(most / 8) : some(most));
  const region = (): number => [1, 1, 1, 1, 0, 2][some(5)]!;
  const count = (most: number): number => (some(12) > 0 ? next(1, most) : 0);
  const place = { address: word(some(3) > 0 ? 1000 : workBytes), region: region() };
  const strides = { rowStride: word(80), blockStride: word(200), imageStride: word(400) };
  const box = { images: count(2), blocks: count(2), rows: count(4), columns: count(5) };
  const pitches = { base: some(30), rowPitch: some(8), blockPitch: some(20), imagePitch: some(24) };
  switch (format) {
    case load: {
      const pads = { padTop: some(2), padBottom: some(1), padLeft: some(2), padRight: some(1) };
      return { ...place, ...strides, ...box, ...pitches, ...pads, skip: some(1), affine: some(1), table: some(8) };
    }
    case store:
      return { ...place, ...strides, ...box, ...pitches };
    case table:
      return { ...place, first: some(6), count: count(4) };
    case weights:
      return { ...place, bytes: word(400) };
    case conv: {
      const kernel = { kernelRows: count(3), kernelColumns: count(3), stride: [1, 1, 2, 0, 3][some(4)]! };
      return { ...box, ...pitches, ...kernel, first: 1, last: 1 };
    }
    case epilogue: {
      const { base, rowPitch, blockPitch, imagePitch } = pitches;
      const { images, rows, columns } = box;
      const own = { mode: some(7), wide: some(1), skipBase: some(30), columnPitch: some(3) };
      return { ...{ base, rowPitch, blockPitch, imagePitch, images, rows, columns }, ...own };
    }
    default: {
      const sides = { rows: count(9), columns: count(17), outRows: count(6), outColumns: count(6) };
      const own = { taps: some(9), factor: some(3), style: some(1), channels: some(5), flowFraction: some(9) };
      const regions = { sourceRegion: region(), secondRegion: region(), destinationRegion: region() };
      const places = { source: word(500), second: 2048 + word(500), destination: 2800 + word(1200) };
      const zeros = Object.fromEntries(Object.keys(map.fields).map(name => [name, 0]));
      const fields = { ...zeros, ...sides, ...own, ...regions, ...places, operation: some(6) } as MapFields;
      const bytes = fields.operation < 6 ? mapBytes(fields, config) : {};
      return { ...fields, ...bytes, ...(some(9) === 0 && { sourceBytes: 8 * some(40) }) };
    }
  }
}

for (const format of formats.filter(({ unit }) => unit))
  test(`\`${format.name}\``, () => {
    const seen = new Map<string, number>();
    const watchdog = format === map ? 4000 : 400;
    const property = fc.asyncProperty(fc.nat(), async seed => {
      const bytes = program([encode(format as Format, randomFields(format, seed)), encode(end, {})]);
      const constants = new Uint8Array(256);
      const work = new Uint8Array(workBytes).map((_, i) => (i < 2048 ? (i * 41 + 7) >> 1 : 0));
      const region = new Uint8Array(programAt({ constants }) + bytes.length);
      region.set(bytes, programAt({ constants }));
      const after = work.slice();
      const expected = runProgram({ config, program: bytes, constants: region, work: after });
      const [result] = await whole.run([{ program: bytes, constants, work, watchdog, memory: { latency: 5 } }]);
      assert.equal(
        [result!.fault, result!.instruction],
        [expected.fault, expected.fault === 'none' ? 0 : expected.instruction],
        disassemble(bytes),
      );
      // A lone `store` writes what its memory happens to hold.
      if (format !== store) assert.equal(Buffer.compare(result!.work, after), 0, disassemble(bytes));
      seen.set(expected.fault, (seen.get(expected.fault) ?? 0) + 1);
    });
    return fc.assert(property, { seed: 1, numRuns: 40 }).then(() => assert.ok(seen.size > 1, [...seen.keys()].join()));
  });

test.run();
